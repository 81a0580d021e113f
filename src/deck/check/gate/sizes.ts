import type { Flaw, NameFlaw } from './flaw.ts';
import type { Gate } from './in-page.ts';
import { sizes, type DeckPage } from './open.ts';

declare const gate: Gate;

/**
 * Goes through every slide and step at every size. The page must be one with
 * reduced motion, so that nothing moves while it is measured.
 */
export async function checkSizes(
  { page }: DeckPage,
  name: NameFlaw,
): Promise<Flaw[]> {
  const seen = new Map<string, { slide: number; what: string; at: string[] }>();
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const { slide, what } of await page.evaluate(() => gate.walk())) {
      const key = `${slide} ${what}`;
      const flaw = seen.get(key) ?? { slide, what, at: [] };
      flaw.at.push(`${size.width}×${size.height}`);
      seen.set(key, flaw);
    }
  }
  await page.setViewportSize(sizes[0]);
  return [...seen.values()].map(({ slide, what, at }) =>
    name(slide, at.join(', '), what),
  );
}

/** What is wrong with the slide that is shown, at every size. */
export async function lookAtSizes({ page }: DeckPage): Promise<string[]> {
  const wrong = new Set<string>();
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const what of await page.evaluate(() => gate.look())) {
      wrong.add(`${what} (${size.width}×${size.height})`);
    }
  }
  await page.setViewportSize(sizes[0]);
  return [...wrong];
}
