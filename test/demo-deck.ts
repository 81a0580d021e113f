import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../src/setup/project.mjs';
import { bundleDeck } from '../src/deck/bundle/bundle.ts';
import {
  startDeckServer,
  type DeckServer,
} from '../src/deck/server/deck-server.ts';
import {
  createDemoApi,
  type DemoApiOptions,
} from '../src/deck/server/demo-api.ts';
import type { DemoSource } from '../src/deck/demo/find-demos.ts';
import type { DeckSlide } from '../src/deck/render/deck.ts';
import { renderDemo } from '../src/deck/render/recorded.ts';

/** A deck of a first slide without a demo, and a slide for each demo. */
export interface DemoDeck extends AsyncDisposable {
  /** Its address where demos can be run. */
  readonly url: string;
  /** Its address as a server without demos has it. */
  readonly staticUrl: string;
  /** Serves it at a second address, with other demos. */
  readonly serveAlso: (demos: DemoSource) => Promise<DeckServer>;
}

/** Builds the deck of some demos with the deck's own shell, and serves it. */
export async function startDemoDeck(
  names: readonly string[],
  options: DemoApiOptions,
): Promise<DemoDeck> {
  mkdirSync(project.cache, { recursive: true });
  const folder = mkdtempSync(join(project.cache, 'demo-deck-'));
  const slides = [
    slideOf(0),
    ...names.map((name, at) => slideOf(at + 1, name)),
  ];
  const deck = { title: 'Demos', slides, minutes: 1, problems: [] };
  await bundleDeck(project, deck, folder, 'folder');
  const served: (() => Promise<void>)[] = [];
  const serve = async (demoOptions: DemoApiOptions) => {
    const { handle, token, close } = createDemoApi(demoOptions);
    const live = { folder, port: 0, handle, demoToken: token };
    const server = await startDeckServer(live);
    let closed: Promise<void> | undefined;
    const closeOnce = () => (closed ??= close().then(() => server.close()));
    served.push(closeOnce);
    return { ...server, close: closeOnce };
  };
  const live = await serve(options);
  const still = await startDeckServer({ folder, port: 0 });
  return {
    url: live.url,
    staticUrl: still.url,
    serveAlso: (demos) => serve({ demos }),
    async [Symbol.asyncDispose]() {
      await still.close();
      for (const closeOnce of served) await closeOnce();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A slide with a demo on it, or an empty one. */
function slideOf(place: number, name?: string): DeckSlide {
  return {
    file: 'slides/04-demos.md',
    title: name ?? 'Before',
    id: `04-${place + 1}`,
    section: { number: '04', title: 'Demos' },
    html: `<h2>${name ?? 'Before'}</h2>${name === undefined ? '' : demoOf(name)}`,
    notes: '',
    words: [],
    isWordsOnly: name === undefined,
    demos: name === undefined ? [] : [name],
    casts: [],
    attributes: {},
    isTalk: true,
    isBelow: false,
    seconds: 0,
    opening: '',
  };
}

function demoOf(name: string): string {
  const file = join(project.root, 'slides', 'traces', `${name}.json`);
  return renderDemo(name, readFileSync(file, 'utf8'));
}
