import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { requireWritable } from '../../command/unwritable.ts';
import { WorkError } from '../../setup/errors.mjs';
import { project } from '../../setup/project.mjs';
import { renderDeck, type Deck } from '../render/deck.ts';
import { bundleDeck } from './bundle.ts';

/**
 * Renders the deck.
 * @param route one of those in `slides/routes`; by default 45
 * @throws WorkError with a line for each problem of its sources
 */
export async function renderSoundDeck(
  root: string,
  route?: string,
): Promise<Deck> {
  const deck = await renderDeck(root, route);
  if (deck.problems.length === 0) return deck;
  throw new WorkError(deck.problems.join('\n'));
}

/** Builds both forms into a folder; returns the size of `talk.html`. */
export async function buildDeck(deck: Deck, folder: string): Promise<number> {
  requireWritable(dirname(folder));
  mkdirSync(project.cache, { recursive: true });
  const alone = mkdtempSync(join(project.cache, 'build-'));
  try {
    await bundleDeck(project, deck, alone, 'file');
    await bundleDeck(project, deck, folder, 'folder');
    const talk = join(folder, 'talk.html');
    // The cache may be on another disk, where nothing can be renamed to.
    copyFileSync(join(alone, 'index.html'), talk);
    return statSync(talk).size;
  } finally {
    rmSync(alone, { recursive: true });
  }
}
