import { renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseOptions, WorkError } from '../../command/options.ts';
import { project } from '../../setup/project.mjs';
import { bundleDeck } from './bundle.ts';
import { renderDeck } from './render/deck.ts';
import type { Deck } from './render/deck.ts';

/** What one file may have, so that it can be sent by mail. */
const MOST_BYTES = 3_000_000;

/** Builds `slides/dist`: a folder for any host, and `talk.html` in it. */
export async function main(args: string[]): Promise<number> {
  parseOptions(args, {
    command: 'npm run slides -- build',
    summary: 'Builds the deck into slides/dist, and talk.html in it.',
    flags: {},
  });
  const deck = await renderSoundDeck(project.root);
  const folder = join(project.root, 'slides', 'dist');
  const bytes = await buildDeck(deck, folder);
  const size = `${(bytes / 1_000_000).toFixed(2)} MB`;
  console.log(
    `slides/dist: ${deck.slides} slides, ${deck.minutes} minutes; talk.html alone has ${size}.`,
  );
  if (bytes <= MOST_BYTES) return 0;
  throw new WorkError(
    `slides/dist/talk.html has ${size}, and ${MOST_BYTES / 1_000_000} MB is the most. Recordings are the largest part of it: make them shorter.`,
  );
}

/**
 * Renders the deck.
 * @throws WorkError with a line for each thing that is wrong with it
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
