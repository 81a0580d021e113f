import { axeScript, type DeckPage, type SlideFacts } from './open.ts';
import type { Flaw, Naming } from './flaw.ts';

interface Violation {
  readonly id: string;
  readonly help: string;
  /** The first of its elements, and why, in axe's words. */
  readonly target: string;
  readonly why: string;
  readonly count: number;
}

/** Rules that a page has to keep as a whole, whatever it shows. */
const ofPage = [
  'bypass',
  'document-title',
  'html-has-lang',
  'landmark-one-main',
  'meta-viewport',
  'page-has-heading-one',
  'region',
];

/** Only colours change with the theme. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** Asks axe about every slide at its last step, in the theme of the page. */
export async function checkAccess(
  { page, where }: DeckPage,
  facts: readonly SlideFacts[],
  name: Naming,
): Promise<Flaw[]> {
  await page.evaluate(axeScript());
  const flaws = (await askPage(page)).map((violation): Flaw => ({
    where: 'the page',
    what: words(violation),
  }));
  for (const index of facts.keys()) {
    const found = await askSlide(page, index, ofSlide);
    flaws.push(...found.map((each) => name(index, where, words(each))));
  }
  return flaws;
}

/**
 * Asks axe about the colours of every slide; and of a demo all, at the end of
 * its recording, which the page must show without playing it.
 */
export async function checkColours(
  { page, where }: DeckPage,
  facts: readonly SlideFacts[],
  name: Naming,
): Promise<Flaw[]> {
  await page.evaluate(axeScript());
  const flaws: Flaw[] = [];
  for (const [index, { demos }] of facts.entries()) {
    const found =
      demos.length > 0
        ? await askSlide(page, index, ofSlide, pressRun)
        : await askSlide(page, index, { runOnly: ofColours });
    flaws.push(...found.map((each) => name(index, where, words(each))));
  }
  return flaws;
}

const pressRun = "slide.querySelector('.demo-run').click();";

function askSlide(
  page: DeckPage['page'],
  index: number,
  rules: object,
  before = '',
): Promise<Violation[]> {
  return page.evaluate<Violation[]>(
    `gate.alone(${index}, async (slide) => {
      ${before}
      return (${ask})(slide, ${JSON.stringify(rules)});
    })`,
  );
}

const ofSlide = {
  rules: Object.fromEntries(ofPage.map((rule) => [rule, { enabled: false }])),
};

const ask = `async (context, options) => {
  const { violations } = await axe.run(context, {
    ...options, resultTypes: ['violations'], preload: false,
  });
  return violations.map(({ id, help, nodes }) => ({
    id, help, count: nodes.length,
    target: nodes[0].target.flat().join(' '),
    why: [...nodes[0].any, ...nodes[0].all, ...nodes[0].none][0]?.message ?? '',
  }));
}`;

/** The page's own rules, with its first slide alone in it. */
function askPage(page: DeckPage['page']): Promise<Violation[]> {
  const rules = JSON.stringify({ runOnly: ofPage });
  return page.evaluate<Violation[]>(
    `gate.alone(0, () => (${ask})(document, ${rules}))`,
  );
}

function words({ id, help, target, why, count }: Violation): string {
  const more = count > 1 ? ` (and ${count - 1} more)` : '';
  return `${id}: ${help}: ${target}${more}: ${why}`;
}
