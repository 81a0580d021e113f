import { sizes } from './open.ts';
import type { DeckPage } from './open.ts';
import type { Flaw, Naming } from './flaw.ts';

/**
 * Goes through every slide and step at every size. The page must be one where
 * motion is not wanted, so that nothing is on its way while it is measured.
 */
export async function checkSizes(
  { page }: DeckPage,
  name: Naming,
): Promise<Flaw[]> {
  const flaws: Flaw[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    const found =
      await page.evaluate<{ slide: number; what: string }[]>('gate.walk()');
    const where = `${size.width}×${size.height}`;
    flaws.push(...found.map(({ slide, what }) => name(slide, where, what)));
  }
  await page.setViewportSize(sizes[0]);
  return flaws;
}

/** What is wrong with the slide that is shown, at every size. */
export async function lookAtSizes({ page }: DeckPage): Promise<string[]> {
  const wrong = new Set<string>();
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const what of await page.evaluate<string[]>('gate.look()'))
      wrong.add(`${what} (${size.width}×${size.height})`);
  }
  await page.setViewportSize(sizes[0]);
  return [...wrong];
}
