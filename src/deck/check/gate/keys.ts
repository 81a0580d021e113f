import type { Flaw, Naming } from './flaw.ts';
import type { DeckPage, SlideFacts } from './open.ts';
import { tabTo } from './play.ts';

/** Space alone goes through the talk, and after `W` through everything. */
export async function checkKeys(
  deckPage: DeckPage,
  facts: readonly SlideFacts[],
  name: Naming,
): Promise<Flaw[]> {
  const { page, where } = deckPage;
  const flaws: Flaw[] = [];
  const steps = facts.reduce((sum, slide) => sum + slide.steps + 1, 0);
  for (const route of ['talk', 'workshop'] as const) {
    await page.keyboard.press('Home');
    if (route === 'workshop') await page.keyboard.press('w');
    await page.evaluate('gate.seen = gate.follow()');
    for (let step = 0; step < steps; step += 1) {
      await page.keyboard.press('Space');
      // In the talk there are far fewer steps than in the workshop.
      if (route === 'talk' && step % 20 === 19 && (await isAtEnd(page))) break;
    }
    const seen = new Set(await page.evaluate<number[]>('gate.seen'));
    for (const [index, { isTalk }] of facts.entries()) {
      if (!seen.has(index) && (isTalk || route === 'workshop')) {
        flaws.push(name(index, where, `Space never comes here (${route})`));
      }
    }
  }
  await page.keyboard.press('w');
  return [...flaws, ...(await checkTranscripts(deckPage, facts, name))];
}

function isAtEnd(page: DeckPage['page']): Promise<boolean> {
  return page.evaluate<boolean>(
    'gate.facts().findLastIndex(({ isTalk }) => isTalk) === gate.seen.at(-1)',
  );
}

/** A recording's words can be opened by keys, and are all in the slide. */
async function checkTranscripts(
  deckPage: DeckPage,
  facts: readonly SlideFacts[],
  name: Naming,
): Promise<Flaw[]> {
  const { page, where } = deckPage;
  const flaws: Flaw[] = [];
  for (const [index, { casts }] of facts.entries()) {
    if (casts.length === 0) continue;
    await page.evaluate(`gate.go(${index}).then(() => undefined)`);
    const isThere = await tabTo(deckPage, '.transcript summary');
    if (isThere) await page.keyboard.press('Enter');
    const isOpen = await page.locator('.present .transcript[open]').count();
    if (isOpen > 0) await page.keyboard.press('Enter');
    else flaws.push(name(index, where, 'keys do not open the transcript'));
  }
  return flaws;
}
