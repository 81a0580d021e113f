import { setTimeout } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import type { Flaw, NameFlaw } from './flaw.ts';
import type { Gate, SlideFacts } from './in-page.ts';
import type { DeckPage } from './open.ts';

declare const gate: Gate;

/** The deck, as far as it is looked at here, in the page and in each preview. */
declare const deck: {
  getCurrentSlide(): {
    readonly id: string;
    querySelector(selector: string): unknown;
  };
  availableFragments(): { readonly next: boolean };
  getState(): { readonly indexf?: number };
};

/** A slide's address, and how many of its steps are shown. */
interface Place {
  readonly id: string;
  readonly step: number;
}

/** Longer than the speaker view ever waits, also on a busy machine. */
const usualTimeoutMs = 20_000;
const lookEveryMs = 25;

/** The two windows of a talk, and what the speaker's shows of the next step. */
interface Stage {
  readonly page: Page;
  readonly speaker: Page;
  readonly upcoming: Frame;
  readonly facts: readonly SlideFacts[];
  readonly timeoutMs: number;
}

interface Fault {
  readonly id: string;
  readonly what: string;
}

/**
 * Gives the talk from the speaker's window alone: each step has to be the one
 * that was announced there as the next, and each key has to do what it does in
 * the audience's window.
 * @param timeoutMs how long the speaker view may take for one step
 */
export async function checkSpeaker(
  { page, where }: DeckPage,
  facts: readonly SlideFacts[],
  name: NameFlaw,
  { timeoutMs = usualTimeoutMs } = {},
): Promise<Flaw[]> {
  await page.evaluate(() => gate.go(0));
  const speaker = await openSpeakerView(page);
  try {
    const upcoming = await upcomingIn(speaker);
    const stage = { page, speaker, upcoming, facts, timeoutMs };
    const faults = [...(await walk(stage)), ...(await pressKeys(stage))];
    return faults.map(({ id, what }) => {
      const index = facts.findIndex((slide) => slide.id === id);
      return name(index, where, what);
    });
  } finally {
    await speaker.close();
  }
}

export async function openSpeakerView(page: Page): Promise<Page> {
  const popup = page.waitForEvent('popup');
  await page.keyboard.press('s');
  const speaker = await popup;
  await speaker.locator('.speaker-controls-notes .value').waitFor();
  return speaker;
}

async function upcomingIn(speaker: Page): Promise<Frame> {
  const iframe = speaker.locator('#upcoming-slide iframe');
  const element = await iframe.elementHandle();
  const frame = await element.contentFrame();
  if (!frame) throw new Error('The speaker view has no upcoming slide.');
  await frame.locator('html[data-ready]').waitFor();
  return frame;
}

/** Presses Page Down from the talk's first step to its last. */
async function walk(stage: Stage): Promise<Fault[]> {
  const { page, speaker, upcoming, facts } = stage;
  const talk = facts.filter(({ isTalk }) => isTalk);
  const presses = talk.reduce((sum, slide) => sum + slide.steps + 1, -1);
  const faults: Fault[] = [];
  let here = await placeIn(page);
  let announced = await otherPlace(stage, upcoming, [here]);
  for (let press = 1; press <= presses; press += 1) {
    if (await hasDemoToRun(page)) {
      const wrong = await pressKey(stage, 'PageDown', page, {
        id: here.id,
        selector: '.present .demo:not([data-phase="idle"])',
      });
      if (wrong) return [...faults, wrong];
    }
    await speaker.keyboard.press('PageDown');
    const next = await otherPlace(stage, page, [here]);
    if (next === undefined) {
      const what = 'Page Down in the speaker’s window does not go on from here';
      return [...faults, { id: here.id, what }];
    }
    if (!isSame(next, announced)) {
      const said = announced ? words(announced) : 'nothing';
      const what = `the speaker view announces ${said}, and ${words(next)} comes`;
      faults.push({ id: here.id, what });
    }
    if (press === presses) break;
    // Where a wrong step was announced, it may be the next one all the same.
    const old = isSame(next, announced) ? [next] : [];
    announced = await otherPlace(stage, upcoming, [...old, here]);
    here = next;
  }
  return faults;
}

/** Whether going on runs a demo first, since its slide has no other step left. */
export function hasDemoToRun(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      !deck.availableFragments().next &&
      deck.getCurrentSlide().querySelector('.demo[data-phase="idle"]') !== null,
  );
}

/** Presses the demos' keys, and `W`, in the speaker's window. */
async function pressKeys(stage: Stage): Promise<Fault[]> {
  const { page, upcoming, facts } = stage;
  const index = facts.findIndex(({ demos }) => demos.length > 0);
  const { id = '' } = facts[index] ?? facts[0] ?? {};
  const faults: (Fault | undefined)[] = [];
  if (index !== -1) {
    await page.evaluate((slide) => gate.go(slide), index);
    for (const [key, phases] of demoKeys) {
      const phase = phases.map((each) => `[data-phase="${each}"]`).join();
      const selector = `.present .demo:is(${phase})`;
      faults.push(await pressKey(stage, key, page, { id, selector }));
    }
  }
  for (const [within, selector] of [
    [page, 'html[data-workshop]'],
    [upcoming, 'html:not([data-workshop])'],
  ] as const) {
    faults.push(await pressKey(stage, 'w', within, { id, selector }));
  }
  return faults.filter((fault) => fault !== undefined);
}

/** What a demo does after each key. */
const demoKeys = [
  ['e', ['over']],
  ['d', ['running']],
  ['e', ['over']],
  ['r', ['starting', 'running']],
] as const;

/** Presses a key, and says what is wrong if it leads to no such element. */
async function pressKey(
  { page, speaker, timeoutMs: timeout }: Stage,
  key: string,
  within: Page | Frame,
  { id, selector }: { readonly id: string; readonly selector: string },
): Promise<Fault | undefined> {
  await speaker.keyboard.press(key);
  const found = within.locator(selector).first();
  try {
    await found.waitFor({ state: 'attached', timeout });
    return undefined;
  } catch {
    const whom = within === page ? 'the audience' : 'the upcoming slide';
    const what = `${key.toUpperCase()} in the speaker’s window does not reach ${whom}`;
    return { id, what };
  }
}

function placeIn(within: Page | Frame): Promise<Place> {
  return within.evaluate(() => ({
    id: deck.getCurrentSlide().id,
    step: deck.getState().indexf ?? -1,
  }));
}

/** Waits until a page shows a place other than those; undefined if it does not. */
async function otherPlace(
  { timeoutMs }: Stage,
  within: Page | Frame,
  old: readonly Place[],
): Promise<Place | undefined> {
  const startedMs = performance.now();
  while (performance.now() - startedMs < timeoutMs) {
    const place = await placeIn(within);
    if (!old.some((each) => isSame(each, place))) return place;
    await setTimeout(lookEveryMs);
  }
  return undefined;
}

function isSame(one: Place, other: Place | undefined): boolean {
  return one.id === other?.id && one.step === other.step;
}

function words({ id, step }: Place): string {
  return step < 0 ? id : `${id}, step ${step + 1}`;
}
