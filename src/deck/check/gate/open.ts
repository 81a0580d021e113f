import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { project } from '../../../setup/project.mjs';
import { collectComplaints } from './complaints.ts';
import type { Flaw } from './flaw.ts';
import type { Gate, SlideFacts } from './in-page.ts';

/** In the page: functions that are sent there may call it. */
declare const gate: Gate;

/** How the deck is to be opened. */
export interface OpenOptions extends BrowserContextOptions {
  /** What this page is called when something is wrong in it. */
  readonly where: string;
  /** Whether time in the page passes as fast as it can, not by the real clock. */
  readonly hasOwnClock?: boolean;
}

/** A page with the deck in it, and with what looks at the deck. */
export interface DeckPage extends AsyncDisposable {
  readonly page: Page;
  readonly where: string;
  /** What the page itself did that it should not. */
  readonly complaints: readonly Flaw[];
  /** Lets time pass in the page. */
  pass(ms: number): Promise<void>;
}

export const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
] as const;

/** Longer than anything here takes, on a machine that is busy as well. */
const timeoutMs = 120_000;

/** Opens the deck in a page of its own. */
export async function openDeck(
  browser: Browser,
  address: string,
  { where, hasOwnClock = false, ...options }: OpenOptions,
): Promise<DeckPage> {
  const context = await browser.newContext({ viewport: sizes[0], ...options });
  context.setDefaultTimeout(timeoutMs);
  const page = await context.newPage();
  const complaints = await collectComplaints(page, address, where);
  if (hasOwnClock) await page.clock.install();
  await page.goto(address);
  await page.locator('html[data-ready]').waitFor();
  await page.evaluate(await gateScript());
  return {
    page,
    where,
    complaints,
    pass: (ms) =>
      hasOwnClock ? page.clock.fastForward(ms) : page.waitForTimeout(ms),
    async [Symbol.asyncDispose]() {
      await context.close();
    },
  };
}

const stepMs = 250;

/**
 * A page's own clock can be ahead of what the page really has to do, such as
 * starting a player, so that it gets this much real time at least.
 */
const leastRealMs = 20_000;

/**
 * Lets time pass in a page until something is so, and returns whether it is
 * so in the end.
 * @param timeoutMs by the page's own clock
 */
export async function waitInPage(
  deckPage: DeckPage,
  isSo: () => Promise<boolean>,
  timeoutMs: number,
): Promise<boolean> {
  const startedMs = performance.now();
  const isInTime = (passedMs: number) =>
    passedMs < timeoutMs || performance.now() - startedMs < leastRealMs;
  for (let passedMs = 0; isInTime(passedMs); passedMs += stepMs) {
    if (await isSo()) return true;
    await deckPage.pass(stepMs);
  }
  return isSo();
}

let script: Promise<string> | undefined;

/** What looks at the slides from within the page, as one script. */
function gateScript(): Promise<string> {
  script ??= bundleScript();
  return script;
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

/** What the page itself says of its slides. */
export function factsOf({ page }: DeckPage): Promise<SlideFacts[]> {
  return page.evaluate(() => gate.facts());
}
