import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { project } from '../src/cli/setup/project.mjs';
import { bundleDeck } from '../src/cli/slides/bundle.ts';
import { createDemoApi } from '../src/cli/slides/demo-api.ts';
import type { DemoApi, DemoApiOptions } from '../src/cli/slides/demo-api.ts';
import { renderDemo } from '../src/cli/slides/render/recorded.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** A deck of a first slide without a demo, and a slide for each demo. */
export interface DemoDeck extends AsyncDisposable {
  /** Its address where demos can be run. */
  readonly url: string;
  /** Its address as a server without demos would have it. */
  readonly staticUrl: string;
  readonly api: DemoApi;
}

/** Builds the deck of some demos with the deck's own shell, and serves it. */
export async function startDemoDeck(
  names: readonly string[],
  options: DemoApiOptions,
): Promise<DemoDeck> {
  mkdirSync(project.cache, { recursive: true });
  const folder = mkdtempSync(join(project.cache, 'demo-deck-'));
  await bundleDeck(
    project,
    {
      title: 'Demos',
      html: slidesOf(names),
      minutes: 1,
      slides: names.length + 1,
      problems: [],
    },
    folder,
    'folder',
  );
  const api = createDemoApi(options);
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const meta = `<meta name="demo-token" content="${api.token}">`;
  const server = createServer((request, response) => {
    if (api.handle(request, response)) return;
    const { pathname } = new URL(request.url ?? '', 'http://here');
    const isPage = pathname === '/' || pathname === '/static/';
    const file = isPage ? '/index.html' : pathname.replace('/static', '');
    response.setHeader('content-type', types[extname(file)] ?? 'text/plain');
    if (pathname === '/') response.end(page.replace('<head>', `<head>${meta}`));
    else createReadStream(join(folder, file)).pipe(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    staticUrl: `http://127.0.0.1:${port}/static/`,
    api,
    async [Symbol.asyncDispose]() {
      await api.close();
      server.closeAllConnections();
      server.close();
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
