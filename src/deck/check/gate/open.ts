import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { project } from '../../../setup/project.mjs';
import { renderFlaw, type Flaw } from './flaw.ts';

/** A slide as the page itself tells of it. */
export interface SlideFacts {
  readonly section: string;
  readonly id: string;
  readonly title: string;
  readonly steps: number;
  readonly casts: readonly string[];
  readonly demos: readonly string[];
  readonly isTalk: boolean;
}

export interface OpenOptions extends BrowserContextOptions {
  /** What this page is called when something is wrong in it. */
  readonly where: string;
  /** How many times faster than usual its time goes. */
  readonly haste?: number;
}

/** A page with the deck in it, and with what looks at the deck. */
export interface DeckPage extends AsyncDisposable {
  readonly page: Page;
  readonly where: string;
  /** What the page asked for or complained of, of its own. */
  readonly complaints: readonly Flaw[];
}

export const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
] as const;

/** Longer than anything here takes, on a machine that does much else. */
const timeoutMs = 120_000;

/** Opens the deck in a page of its own. */
export async function openDeck(
  browser: Browser,
  address: string,
  { where, haste = 1, ...options }: OpenOptions,
): Promise<DeckPage> {
  const context = await browser.newContext({
    viewport: sizes[0],
    ...options,
  });
  context.setDefaultTimeout(timeoutMs);
  const complaints: Flaw[] = [];
  const complain = (what: string) => {
    const flaw = { where, what };
    const isNew = !complaints.some(
      (other) => renderFlaw(other) === renderFlaw(flaw),
    );
    if (isNew) complaints.push(flaw);
  };
  const page = await context.newPage();
  const own = address.startsWith('file:') ? 'file:' : new URL(address).origin;
  const isElsewhere = (url: string) =>
    !/^(?:data|blob|about):/.test(url) && !url.startsWith(own);
  await context.route(
    ({ href }) => isElsewhere(href),
    (route) => {
      complain(`asks for ${route.request().url()}, which is elsewhere`);
      return route.abort();
    },
  );
  const isAt = () => new URL(page.url()).hash;
  page.on('pageerror', ({ message }) => {
    complain(`${isAt()}: ${message}`);
  });
  page.on('console', (message) => {
    // What was asked for elsewhere and did not come has been told already.
    const { url } = message.location();
    const isTold = /^https?:/.test(url) && isElsewhere(url);
    if (message.type() === 'error' && !isTold) {
      complain(`${isAt()}: ${message.text()}`);
    }
  });
  if (haste !== 1) await page.addInitScript(hurry(haste));
  await page.goto(address);
  await page.locator('html[data-ready]').waitFor();
  await page.evaluate(await lookingScript());
  return {
    page,
    where,
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close();
    },
  };
}

/** So that nobody waits for what takes half a minute on stage. */
function hurry(factor: number): string {
  return `{
    const now = performance.now.bind(performance);
    performance.now = () => now() * ${factor};
    for (const name of ['setTimeout', 'setInterval']) {
      const start = window[name].bind(window);
      window[name] = (work, ms = 0, ...args) =>
        start(work, ms / ${factor}, ...args);
    }
  }`;
}

let looking: Promise<string> | undefined;

/** What looks at the slides within the page, as one script. */
function lookingScript(): Promise<string> {
  looking ??= bundleScript();
  return looking;
}

async function bundleScript(): Promise<string> {
  const result = await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    root: project.root,
    cacheDir: join(project.cache, 'vite'),
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: {
        entry: join(project.source, 'deck', 'shell', 'gate', 'gate.ts'),
        formats: ['iife'],
        name: 'gateScript',
      },
    },
  });
  const [first] = [result].flat();
  if (!first || !('output' in first)) throw new Error('Vite built nothing.');
  return first.output[0].code;
}

/** axe, as a script that a page can run. */
export function axeScript(): string {
  const require = createRequire(import.meta.url);
  return readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
}

/** What the page itself tells of its slides. */
export function factsOf({ page }: DeckPage): Promise<SlideFacts[]> {
  return page.evaluate<SlideFacts[]>('gate.facts()');
}
