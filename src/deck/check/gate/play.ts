import { readCast } from '../../casts/scenes.ts';
import { replay, type Moment } from '../../casts/screen.ts';
import type { Locator } from 'playwright-core';
import { loadDemo } from '../../demo/demo-list.ts';
import type { Flaw, NameFlaw } from './flaw.ts';
import type { Gate, SlideFacts } from './in-page.ts';
import { tabTo } from './keys.ts';
import { waitInPage, type DeckPage } from './open.ts';
import { lookAtSizes } from './sizes.ts';

declare const gate: Gate;

/** Longer than any recording or demo may take, by the page's clock. */
const timeoutMs = 90_000;
/** A player rests at its marker a little later than its text is there. */
const settleMs = 200;

/** Plays every recording of a terminal forward to each of its markers. */
export async function checkCasts(
  deckPage: DeckPage,
  facts: readonly SlideFacts[],
  name: NameFlaw,
): Promise<Flaw[]> {
  const { page, where } = deckPage;
  const flaws: Flaw[] = [];
  for (const [index, { casts }] of facts.entries()) {
    for (const cast of casts) {
      const moments = await replay(readCast(cast));
      await page.evaluate((slide) => gate.go(slide), index);
      const missed = await playThrough(deckPage, moments);
      if (missed === undefined) continue;
      const what = `the recording ${cast} does not come to “${missed.label}”`;
      flaws.push(name(index, where, what));
    }
  }
  return flaws;
}

/** Plays from marker to marker; returns the first that does not come. */
async function playThrough(
  deckPage: DeckPage,
  moments: readonly Moment[],
): Promise<Moment | undefined> {
  for (const moment of moments) {
    await deckPage.page.keyboard.press('Space');
    if (!(await shows(deckPage, moment.text))) return moment;
    await deckPage.pass(settleMs);
  }
  return undefined;
}

/** Spaces, and characters that the player draws as boxes, not as text. */
const notLetters = /[\s\u2500-\u259f]/g;

function shows(deckPage: DeckPage, text: readonly string[]): Promise<boolean> {
  const wanted = text.join('').replace(notLetters, '');
  return waitInPage(
    deckPage,
    async () => {
      const shown = await deckPage.page.evaluate(() => gate.terminalText());
      return shown.replace(notLetters, '') === wanted;
    },
    timeoutMs,
  );
}

/** Longer than a recording takes to come from this machine. */
const fetchMs = 10_000;

/** How demos are to be checked. */
export interface DemoCheck {
  /** Live where there is a server, and else from its recording. */
  readonly source: 'live' | 'recorded';
  /** Whether to compare what they measure with what the talk says. */
  readonly comparesOrder?: boolean;
}

/** Runs every demo by keys alone, and looks at its slide afterwards. */
export async function checkDemos(
  deckPage: DeckPage,
  facts: readonly SlideFacts[],
  name: NameFlaw,
  how: DemoCheck,
): Promise<Flaw[]> {
  const { page, where } = deckPage;
  const flaws: Flaw[] = [];
  for (const [index, { demos }] of facts.entries()) {
    for (const demo of demos) {
      await page.evaluate((slide) => gate.go(slide), index);
      const wrong = await runDemo(deckPage, demo, how);
      flaws.push(...wrong.map((what) => name(index, where, what)));
    }
  }
  return flaws;
}

/** Runs a demo to its end; returns what is wrong then. */
async function runDemo(
  deckPage: DeckPage,
  demo: string,
  { source, comparesOrder = false }: DemoCheck,
): Promise<string[]> {
  const { page } = deckPage;
  const button = page.locator(`.present .demo[data-demo="${demo}"] .demo-run`);
  // Its recording may have to be fetched first.
  await waitInPage(deckPage, async () => (await button.count()) > 0, fetchMs);
  if (!(await tabTo(deckPage, '.demo-run'))) {
    return [`Tab does not come to the Run button of ${demo}`];
  }
  await page.keyboard.press('Enter');
  const host = page.locator(`.present .demo[data-demo="${demo}"]`);
  const phase = () => host.getAttribute('data-phase');
  const isOver = async () => /^(?:over|failed)$/.test((await phase()) ?? '');
  if (!(await waitInPage(deckPage, isOver, timeoutMs))) {
    return [`the demo ${demo} does not come to its end`];
  }
  const status = await host.locator('.demo-status').textContent();
  if ((await phase()) === 'failed') {
    return [`the demo ${demo} failed: ${status ?? ''}`];
  }
  const badge = (await host.locator('.demo-badge').textContent()) ?? '';
  const wrong = await lookAtSizes(deckPage);
  return [
    ...(badge.includes(source)
      ? []
      : [`${demo} says “${badge}”, not ${source}`]),
    ...wrong.map((what) => `after the demo ${demo}: ${what}`),
    ...(comparesOrder ? await wrongOrder(demo, host) : []),
  ];
}

/** Says which runs took longer than those that the talk says are slower. */
async function wrongOrder(demo: string, host: Locator): Promise<string[]> {
  const { faster = [] } = await loadDemo(demo);
  const text = (await host.getAttribute('data-seconds')) ?? '{}';
  const seconds = JSON.parse(text) as Record<string, number>;
  return faster.flatMap(([quick, slow]) => {
    const [less = 0, more = 0] = [seconds[quick], seconds[slow]];
    if (less < more) return [];
    const times = `${quick} took ${less.toFixed(2)} s, and ${slow} ${more.toFixed(2)} s`;
    return [
      `in the demo ${demo}, ${times}: the talk says it the other way round`,
    ];
  });
}
