import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Plugin, InlineConfig } from 'vite';
import type { Project } from '../../setup/project.mjs';
import { inlineEverything } from './inline.ts';
import type { Deck } from '../render/deck.ts';
import { fillShell, joinSlides } from '../render/page.ts';

/** The deck's page with all that it needs, as a folder or in one file. */
export type BundleForm = 'folder' | 'file';

/** Builds a rendered deck into `folder`, which holds nothing else afterwards. */
export async function bundleDeck(
  project: Project,
  deck: Deck,
  folder: string,
  form: BundleForm,
): Promise<void> {
  // It takes a while to load, and other commands do without it.
  const { build } = await import('vite');
  const config = configOf(project, deck, form);
  await build({
    ...config,
    build: { ...config.build, outDir: folder, emptyOutDir: true },
  });
}

function configOf(
  project: Project,
  deck: Deck,
  form: BundleForm,
): InlineConfig {
  const alone = form === 'file';
  return {
    configFile: false,
    root: join(project.source, 'deck', 'shell'),
    cacheDir: join(project.cache, 'vite'),
    envDir: false,
    publicDir: false,
    base: './',
    logLevel: 'warn',
    // The look is content: the shell asks for it by name.
    resolve: {
      alias: {
        'slides/theme.css': join(project.root, 'slides', 'theme.css'),
      },
    },
    build: {
      target: 'esnext',
      // What it must not do is grow by a map or a second copy.
      sourcemap: false,
      modulePreload: false,
      assetsInlineLimit: alone ? Infinity : 0,
      cssCodeSplit: !alone,
      chunkSizeWarningLimit: 4_000,
      reportCompressedSize: false,
      // How long each plugin took is of no use to who presents.
      rolldownOptions: { checks: { pluginTimings: false } },
    },
    plugins: [slidesInShell(deck), ...(alone ? [inlineEverything()] : [])],
  };
}

function slidesInShell(deck: Deck): Plugin {
  return {
    name: 'slides-in-shell',
    transformIndexHtml: {
      // After all else has looked at the page: the deck's HTML holds nothing
      // that wants to be resolved or bundled.
      order: 'post',
      handler: (shell) => fillShell(shell, deck),
    },
  };
}

/**
 * Builds a deck into the project's cache, unless what is there is the same,
 * and returns the folder.
 */
export async function bundleCached(
  project: Project,
  deck: Deck,
): Promise<string> {
  const cache = join(project.cache, 'slides');
  const folder = join(cache, digestOf(project, deck));
  if (existsSync(join(folder, 'index.html'))) return folder;
  removeOld(cache);
  // Whole or not at all, whoever else does the same at the same time.
  const own = `${folder}-${process.pid}`;
  await bundleDeck(project, deck, own, 'folder');
  try {
    renameSync(own, folder);
  } catch {
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

/** Decks of other days; one of today may still be shown. */
function removeOld(cache: string): void {
  const yesterday = Date.now() - 86_400_000;
  for (const name of globSync('*', { cwd: cache })) {
    const folder = join(cache, name);
    if (statSync(folder).mtimeMs < yesterday) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Differs when anything does that the bundle is made of. */
function digestOf(project: Project, deck: Deck): string {
  const hash = createHash('sha256').update(deck.title);
  hash.update(joinSlides(deck.slides));
  const globs = [
    'src/deck/**/*',
    'slides/theme.css',
    'src/trace/**/*.ts',
    'package-lock.json',
  ];
  for (const file of globSync(globs, { cwd: project.root }).sort()) {
    const path = join(project.root, file);
    if (!statSync(path).isFile()) continue;
    hash.update(file).update('\0').update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}
