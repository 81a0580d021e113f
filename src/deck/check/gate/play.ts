import { readCast } from '../../casts/scenes.ts';
import { replay } from '../../casts/screen.ts';
import type { Flaw, Naming } from './flaw.ts';
import type { DeckPage, SlideFacts } from './open.ts';
import { lookAtSizes } from './sizes.ts';

/** What can be played is over within this, or never. */
const patienceMs = 60_000;
const restMs = 200;

/** Plays every recording of a terminal forward to each of its markers. */
export async function checkCasts(
  deckPage: DeckPage,
  facts: readonly SlideFacts[],
  name: Naming,
): Promise<Flaw[]> {
  const { page, where } = deckPage;
  const flaws: Flaw[] = [];
  for (const [index, { casts }] of facts.entries()) {
    for (const cast of casts) {
      const moments = await replay(readCast(cast).cast);
      await page.evaluate(`gate.go(${index}).then(() => undefined)`);
      for (const { label, text } of moments) {
        await page.keyboard.press('Space');
        if (await shows(deckPage, text)) {
          // It rests at its marker a little later than its text is there.
          await page.waitForTimeout(restMs);
          continue;
        }
        const what = `the recording ${cast} does not come to “${label}”`;
        flaws.push(name(index, where, what));
        break;
      }
    }
  }
  return flaws;
}

async function shows(
  { page }: DeckPage,
  text: readonly string[],
): Promise<boolean> {
  const wanted = JSON.stringify(text.join('').replace(notLetters, ''));
  try {
    // An expression: a function in a string would be waited for, not called.
    await page.waitForFunction(
      `document.querySelector('.player .ap-term-text')
        ?.textContent.replace(${String(notLetters)}, '') === ${wanted}`,
      undefined,
      { timeout: patienceMs / 3 },
    );
    return true;
  } catch {
    return false;
  }
}

/** Spaces, and what the player draws as boxes instead of writing it. */
const notLetters = /[\s\u2500-\u259f]/g;

/**
 * Has every demo run by keys alone, and looks at its slide afterwards: live
 * where there is a server, and else from its recording.
 */
export async function checkDemos(
  deckPage: DeckPage,
  facts: readonly SlideFacts[],
  name: Naming,
  source: 'live' | 'recorded',
): Promise<Flaw[]> {
  const { page, where } = deckPage;
  const flaws: Flaw[] = [];
  for (const [index, { demos }] of facts.entries()) {
    for (const demo of demos) {
      await page.evaluate(`gate.go(${index}).then(() => undefined)`);
      const wrong = await runDemo(deckPage, demo, source);
      flaws.push(...wrong.map((what) => name(index, where, what)));
    }
  }
  return flaws;
}

async function runDemo(
  deckPage: DeckPage,
  demo: string,
  source: 'live' | 'recorded',
): Promise<string[]> {
  const { page } = deckPage;
  if (!(await tabTo(deckPage, '.demo-run'))) {
    return [`Tab does not come to the Run button of ${demo}`];
  }
  await page.keyboard.press('Enter');
  const host = page.locator(`.present .demo[data-demo="${demo}"]`);
  const isOver = await host
    .and(page.locator('[data-phase="over"], [data-phase="failed"]'))
    .waitFor({ timeout: patienceMs })
    .then(() => true)
    .catch(() => false);
  if (!isOver) return [`the demo ${demo} does not come to its end`];
  const status = await host.locator('.demo-status').textContent();
  if ((await host.getAttribute('data-phase')) === 'failed') {
    return [`the demo ${demo} failed: ${status ?? ''}`];
  }
  const badge = (await host.locator('.demo-badge').textContent()) ?? '';
  const wrong = await lookAtSizes(deckPage);
  return [
    ...(badge.includes(source)
      ? []
      : [`${demo} says “${badge}”, not ${source}`]),
    ...wrong.map((what) => `after the demo ${demo}: ${what}`),
  ];
}

/** Whether Tab alone comes to such an element of the slide that is shown. */
export async function tabTo(
  { page }: DeckPage,
  selector: string,
): Promise<boolean> {
  await page.evaluate('document.activeElement?.blur()');
  for (let press = 0; press < 20; press += 1) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate<boolean>(
      `document.activeElement?.matches(${JSON.stringify(`.present ${selector}`)}) ?? false`,
    );
    if (isThere) return true;
  }
  return false;
}
