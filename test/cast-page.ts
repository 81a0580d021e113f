import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { project } from '../src/setup/project.mjs';

/** A deck with a recording on its second slide, built to a folder. */
export interface CastPage {
  readonly url: string;
  remove(): void;
}

/**
 * Builds a deck of three slides; the second shows a recording.
 * @param recording what `renderCast` or `renderRecording` returns
 */
export async function buildCastPage(recording: string): Promise<CastPage> {
  const parent = join(project.cache, 'test');
  mkdirSync(parent, { recursive: true });
  const root = mkdtempSync(join(parent, 'cast-'));
  const shell = join(project.source, 'deck', 'shell');
  writeFileSync(join(root, 'index.html'), renderPage(recording));
  writeFileSync(join(root, 'deck.ts'), renderScript(shell));
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: 'dist',
      target: 'esnext',
      assetsInlineLimit: Infinity,
      modulePreload: false,
    },
  });
  return {
    url: pathToFileURL(join(root, 'dist', 'index.html')).href,
    remove() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function renderPage(recording: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8" /><title>A recording</title>
<script type="module" src="./deck.ts"></script></head>
<body><main class="reveal"><div class="slides">
<section><h2>Before</h2></section>
<section><h2>A recording</h2>${recording}</section>
<section><h2>After</h2></section>
</div></main></body></html>
`;
}

/** As in the deck, without what a recording does not need. */
function renderScript(shell: string): string {
  return `import Reveal from 'reveal.js';
import 'reveal.js/reveal.css';
import '${shell}/fonts/fonts.css';
import '${project.root}/slides/theme.css';
import { mountCasts } from '${shell}/cast/mount.ts';
const deck = new Reveal({ width: 1920, height: 1080, margin: 0, center: false,
  display: 'flex', hash: true, controls: false, transition: 'none',
  pdfSeparateFragments: false });
mountCasts(deck);
document.documentElement.dataset.theme =
  new URLSearchParams(location.search).get('theme') ?? 'light';
await document.fonts.ready;
await deck.initialize();
window.deck = deck;
`;
}
