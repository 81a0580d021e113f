import { AxeBuilder } from '@axe-core/playwright';
import type { Flaw, NameFlaw } from './flaw.ts';
import type { Gate, SlideFacts } from './in-page.ts';
import type { DeckPage } from './open.ts';

declare const gate: Gate;

type Rules = Parameters<AxeBuilder['options']>[0];
type Violation = Awaited<
  ReturnType<AxeBuilder['analyze']>
>['violations'][number];

/** Rules that a page has to keep as a whole, whatever it shows. */
const pageRules = [
  'bypass',
  'document-title',
  'html-has-lang',
  'landmark-one-main',
  'meta-viewport',
  'page-has-heading-one',
  'region',
];

/** Only colours change with the theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** All rules but those of the page. */
const slideRules = Object.fromEntries(
  pageRules.map((rule) => [rule, { enabled: false }]),
);

/** Asks axe about every slide at its last step, in the theme of the page. */
export async function checkAccess(
  { page, where }: DeckPage,
  facts: readonly SlideFacts[],
  name: NameFlaw,
): Promise<Flaw[]> {
  const ofPage = await askAlone(page, 0, { runOnly: pageRules });
  const flaws: Flaw[] = ofPage.map((violation) => ({
    where: 'the page',
    what: words(violation),
  }));
  for (const [index, { id }] of facts.entries()) {
    const found = await askAlone(page, index, { rules: slideRules }, id);
    flaws.push(...found.map((each) => name(index, where, words(each))));
  }
  return flaws;
}

/**
 * Asks axe about the colours of every slide. Of a demo it asks everything, at
 * the end of its recording, which the page must show without playing it.
 */
export async function checkColours(
  { page, where }: DeckPage,
  facts: readonly SlideFacts[],
  name: NameFlaw,
): Promise<Flaw[]> {
  const flaws: Flaw[] = [];
  for (const [index, { id, demos }] of facts.entries()) {
    const hasDemo = demos.length > 0;
    const rules = hasDemo ? { rules: slideRules } : { runOnly: colourRules };
    const found = await askAlone(page, index, rules, id, hasDemo);
    flaws.push(...found.map((each) => name(index, where, words(each))));
  }
  return flaws;
}

/** The pages that have axe in them. */
const loaded = new WeakSet<DeckPage['page']>();

/** Asks axe with one slide alone in the page: about the slide, or the page. */
async function askAlone(
  page: DeckPage['page'],
  index: number,
  rules: Rules,
  id?: string,
  runsDemo = false,
): Promise<Violation[]> {
  await page.evaluate((slide) => gate.isolate(slide), index);
  if (runsDemo) {
    await page.evaluate(() => {
      gate.pressRun();
    });
  }
  // Half a megabyte: once is enough, and an empty program after that.
  const source = loaded.has(page) ? { axeSource: ';' } : {};
  loaded.add(page);
  // The newer mode would open another page for each slide.
  const axe = new AxeBuilder({ page, ...source }).setLegacyMode();
  axe.options({ ...rules, resultTypes: ['violations'], preload: false });
  if (id !== undefined) axe.include(`[id="${id}"]`);
  const { violations } = await axe.analyze();
  await page.evaluate(() => {
    gate.restore();
  });
  return violations;
}

/** The rule, the first element that breaks it, and why, in axe's words. */
function words({ id, help, nodes: [first, ...others] }: Violation): string {
  const target = first?.target.flat().join(' ') ?? '';
  const checks = first ? [...first.any, ...first.all, ...first.none] : [];
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${id}: ${help}: ${target}${more}: ${checks[0]?.message ?? ''}`;
}
