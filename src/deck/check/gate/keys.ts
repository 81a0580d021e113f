import type { Flaw, NameFlaw } from './flaw.ts';
import type { Gate, SlideFacts } from './in-page.ts';
import type { DeckPage } from './open.ts';

declare const gate: Gate;

type Route = 'talk' | 'workshop';

/** Space alone goes through the talk, and after `W` through everything. */
export async function checkKeys(
  deckPage: DeckPage,
  facts: readonly SlideFacts[],
  name: NameFlaw,
): Promise<Flaw[]> {
  const { page, where } = deckPage;
  const flaws: Flaw[] = [];
  for (const route of ['talk', 'workshop'] as const) {
    await page.keyboard.press('Home');
    if (route === 'workshop') await page.keyboard.press('w');
    const seen = await goBySpace(deckPage, facts, route);
    for (const [index, { isTalk }] of facts.entries()) {
      if (!seen.has(index) && (isTalk || route === 'workshop')) {
        flaws.push(name(index, where, `Space never comes here (${route})`));
      }
    }
  }
  await page.keyboard.press('w');
  return [...flaws, ...(await checkTranscripts(deckPage, facts, name))];
}

/** Presses Space to the end of a route; returns which slides were shown. */
async function goBySpace(
  { page }: DeckPage,
  facts: readonly SlideFacts[],
  route: Route,
): Promise<Set<number>> {
  const steps = facts.reduce((sum, slide) => {
    return sum + slide.steps + slide.demos.length + 1;
  }, 0);
  const last = facts.findLastIndex(({ isTalk }) => isTalk);
  const followed = () => page.evaluate(() => gate.followed());
  await page.evaluate(() => {
    gate.follow();
  });
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Space');
    // The talk has far fewer steps than the workshop.
    const isTimeToLook = route === 'talk' && step % 20 === 19;
    if (isTimeToLook && (await followed()).at(-1) === last) break;
  }
  return new Set(await followed());
}

/** A recording's words can be opened by keys alone. */
async function checkTranscripts(
  deckPage: DeckPage,
  facts: readonly SlideFacts[],
  name: NameFlaw,
): Promise<Flaw[]> {
  const { page, where } = deckPage;
  const flaws: Flaw[] = [];
  for (const [index, { casts }] of facts.entries()) {
    if (casts.length === 0) continue;
    await page.evaluate((slide) => gate.go(slide), index);
    const isFocused = await tabTo(deckPage, '.transcript summary');
    if (isFocused) await page.keyboard.press('Enter');
    const isOpen = await page.locator('.present .transcript[open]').count();
    if (isOpen > 0) await page.keyboard.press('Enter');
    else flaws.push(name(index, where, 'keys do not open the transcript'));
  }
  return flaws;
}

/** Whether Tab alone comes to such an element of the slide that is shown. */
export async function tabTo(
  { page }: DeckPage,
  selector: string,
): Promise<boolean> {
  await page.evaluate(() => {
    gate.blur();
  });
  for (let press = 0; press < 20; press += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => gate.hasFocus(wanted), selector)) {
      return true;
    }
  }
  return false;
}
