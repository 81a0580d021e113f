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
import type { DemoSource } from '../src/deck/demo/demo-list.ts';
import { renderDemo } from '../src/deck/render/recorded.ts';

/** A deck of a first slide without a demo, and a slide for each demo. */
export interface DemoDeck extends AsyncDisposable {
  /** Its address where demos can be run. */
  readonly url: string;
  /** Its address as a server without demos has it. */
  readonly staticUrl: string;
  /** Serves it at another address too, with other demos. */
  readonly serveAlso: (demos: DemoSource) => Promise<DeckServer>;
}

/** Builds the deck of some demos with the deck's own shell, and serves it. */
export async function startDemoDeck(
  names: readonly string[],
  options: DemoApiOptions,
): Promise<DemoDeck> {
  mkdirSync(project.cache, { recursive: true });
  const folder = mkdtempSync(join(project.cache, 'demo-deck-'));
  const html = slidesOf(names);
  const slides = names.length + 1;
  const deck = { title: 'Demos', html, minutes: 1, slides, problems: [] };
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

function slidesOf(names: readonly string[]): string {
  const slides = names.map((name) => {
    const file = join(project.root, 'slides', 'traces', `${name}.json`);
    const demo = renderDemo(name, readFileSync(file, 'utf8'));
    return `<section data-section="04"><h2>${name}</h2>${demo}</section>`;
  });
  return ['<section><h2>Before</h2></section>', ...slides].join('');
}
