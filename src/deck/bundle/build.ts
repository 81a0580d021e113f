import { renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { WorkError } from '../../setup/errors.mjs';
import { project } from '../../setup/project.mjs';
import { renderDeck, type Deck } from '../render/deck.ts';
import { bundleDeck } from './bundle.ts';

/**
 * Renders the deck.
 * @throws WorkError with a line for each problem of its sources
 */
export async function renderSoundDeck(root: string): Promise<Deck> {
  const deck = await renderDeck(root);
  if (deck.problems.length === 0) return deck;
  throw new WorkError(deck.problems.join('\n'));
}

/** Builds both forms into a folder; returns the size of `talk.html`. */
export async function buildDeck(deck: Deck, folder: string): Promise<number> {
  const alone = `${folder}-alone`;
  await bundleDeck(project, deck, alone, 'file');
  await bundleDeck(project, deck, folder, 'folder');
  const talk = join(folder, 'talk.html');
  renameSync(join(alone, 'index.html'), talk);
  rmSync(alone, { recursive: true });
  return statSync(talk).size;
}
