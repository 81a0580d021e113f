import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { project } from '../../../setup/project.mjs';
import { bundleCached, bundleDeck } from '../../bundle/bundle.ts';
import { startDeckServer } from '../../server/deck-server.ts';
import { createDemoApi } from '../../server/demo-api.ts';
import type { Deck } from '../../render/deck.ts';

/** The deck as it is presented, and as one file. */
export interface BuiltDeck extends AsyncDisposable {
  /** Its address where demos can be run. */
  readonly url: string;
  /** The address of the one file. */
  readonly talk: string;
}

/** Fast enough to run every demo, and slow enough to see it run. */
const demoScale = 0.05;
/** Even on a busy machine, as one that runs all tests is. */
const deadlineMs = 60_000;

/** Builds a deck in both forms, and serves it with live demos. */
export async function startBuiltDeck(
  deck: Deck,
  scale = demoScale,
): Promise<BuiltDeck> {
  mkdirSync(project.cache, { recursive: true });
  const alone = mkdtempSync(join(project.cache, 'gate-'));
  const [folder] = await Promise.all([
    bundleCached(project, deck),
    bundleDeck(project, deck, alone, 'file'),
  ]);
  const demos = createDemoApi({ scale, deadlineMs });
  const server = await startDeckServer({
    folder,
    port: 0,
    handle: demos.handle,
    demoToken: demos.token,
  });
  return {
    url: server.url,
    talk: pathToFileURL(join(alone, 'index.html')).href,
    async [Symbol.asyncDispose]() {
      await demos.close();
      await server.close();
      rmSync(alone, { recursive: true });
    },
  };
}
