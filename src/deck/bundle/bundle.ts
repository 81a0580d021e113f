import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin, InlineConfig } from 'vite';
import { requireWritable } from '../../command/unwritable.ts';
import type { Project } from '../../setup/project.mjs';
import type { Deck } from '../render/deck.ts';
import { splitRecordings } from '../render/later.ts';
import { fillShell, joinSlides } from '../render/page.ts';

/** The deck's page with everything that it needs: a folder, or one file. */
export type BundleForm = 'folder' | 'file';

/**
 * Builds a rendered deck into `folder`, and removes what was there before.
 * @throws NodeJS.ErrnoException with a path if it cannot be written
 */
export async function bundleDeck(
  project: Project,
  deck: Deck,
  folder: string,
  form: BundleForm,
): Promise<void> {
  requireWritable(dirname(folder));
  // They take a while to load, and other commands do without them.
  const { build } = await import('vite');
  const { viteSingleFile } = await import('vite-plugin-singlefile');
  const inOneFile = form === 'file' ? [viteSingleFile()] : [];
  const split =
    form === 'file' ? { deck, files: new Map() } : splitRecordings(deck);
  await build({
    ...configOf(project, folder),
    plugins: [slidesInShell(split.deck), ...inOneFile],
  });
  for (const [name, json] of split.files as ReadonlyMap<string, string>) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), json);
  }
}

function configOf(project: Project, folder: string): InlineConfig {
  return {
    configFile: false,
    root: join(project.source, 'deck', 'shell'),
    cacheDir: join(project.cache, 'vite'),
    envDir: false,
    publicDir: false,
    base: './',
    logLevel: 'warn',
    // Themes are content: the shell imports them by these names.
    resolve: {
      alias: {
        'slides/theme.css': join(project.root, 'slides', 'theme.css'),
        'slides/own-theme.css': ownTheme(project),
      },
    },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'esnext',
      modulePreload: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4_000,
      reportCompressedSize: false,
      // A presenter has no use for how long each plugin took.
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  };
}

/** What a presenter changes in the theme, if there is such a file. */
function ownTheme({ root, source }: Project): string {
  const own = join(root, 'slides', 'own-theme.css');
  return existsSync(own) ? own : join(source, 'deck', 'shell', 'no-theme.css');
}

function slidesInShell(deck: Deck): Plugin {
  return {
    name: 'slides-in-shell',
    transformIndexHtml: {
      // After the other plugins: nothing in the deck's HTML is to be bundled.
      order: 'post',
      handler: (shell) => fillShell(shell, deck),
    },
  };
}

/**
 * Returns a folder with the built deck: the one in the project's cache if it
 * is the same, or else a new one there.
 */
export async function bundleCached(
  project: Project,
  deck: Deck,
): Promise<string> {
  const cache = join(project.cache, 'slides');
  const folder = join(cache, digestOf(project, deck));
  if (existsSync(join(folder, 'index.html'))) return folder;
  removeOld(cache);
  // Renamed when complete: another process may build the same deck now.
  const own = `${folder}-${process.pid}`;
  await bundleDeck(project, deck, own, 'folder');
  try {
    renameSync(own, folder);
  } catch {
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

/** Removes decks that are older than a day: a newer one may still be shown. */
function removeOld(cache: string): void {
  const yesterday = Date.now() - 86_400_000;
  for (const name of globSync('*', { cwd: cache })) {
    const folder = join(cache, name);
    if (statSync(folder).mtimeMs < yesterday) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Differs as soon as anything differs that the bundle is made of. */
function digestOf(project: Project, deck: Deck): string {
  const hash = createHash('sha256').update(deck.title);
  hash.update(joinSlides(deck.slides));
  const globs = [
    'src/deck/**/*',
    'slides/{theme,own-theme}.css',
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
