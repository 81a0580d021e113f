import type { Browser } from 'playwright-core';
import type { Deck } from '../../render/deck.ts';
import { checkAccess, checkColours } from './axe.ts';
import { startBuiltDeck, type BuiltDeck } from './deck.ts';
import { createFlawNaming, type Flaw, type NameFlaw } from './flaw.ts';
import type { SlideFacts } from './in-page.ts';
import { checkKeys } from './keys.ts';
import { factsOf, openDeck, type DeckPage, type OpenOptions } from './open.ts';
import { checkCasts, checkDemos } from './play.ts';
import { checkSizes } from './sizes.ts';
import { checkSpeaker } from './speaker.ts';

/** One of the gate's parts, and what it found wrong. */
export interface GatePart {
  readonly name: string;
  readonly flaws: readonly Flaw[];
  readonly seconds: number;
}

type Check = (
  page: DeckPage,
  facts: readonly SlideFacts[],
  name: NameFlaw,
) => Promise<Flaw[]>;

interface Plan extends OpenOptions {
  readonly name: string;
  readonly form: 'url' | 'talk';
  readonly check: Check;
}

const calm = { reducedMotion: 'reduce' } as const;

/** In two rows, for two cores: both take about as long. */
const plans: readonly (readonly Plan[])[] = [
  [
    {
      name: 'every slide and step fits at every size, and keeps still',
      form: 'url',
      where: 'served',
      ...calm,
      check: (page, _facts, name) => checkSizes(page, name),
    },
    {
      name: 'keys alone suffice',
      form: 'url',
      where: 'by keys',
      ...calm,
      check: checkKeys,
    },
    {
      name: 'terminals play to each marker',
      form: 'talk',
      where: 'talk.html',
      hasOwnClock: true,
      check: checkCasts,
    },
    {
      name: 'demos play their recordings',
      form: 'talk',
      where: 'talk.html',
      hasOwnClock: true,
      check: (...of) => checkDemos(...of, { source: 'recorded' }),
    },
    {
      name: 'demos run live',
      form: 'url',
      where: 'served',
      check: (...of) => checkDemos(...of, { source: 'live' }),
    },
  ],
  [
    {
      name: 'axe has nothing to say, in light',
      form: 'url',
      where: 'light',
      ...calm,
      colorScheme: 'light',
      check: checkAccess,
    },
    {
      name: 'axe has nothing to say, in dark',
      form: 'talk',
      where: 'dark',
      ...calm,
      colorScheme: 'dark',
      check: checkColours,
    },
    {
      name: 'the speaker view announces what comes, and its keys arrive',
      // Its demos play recordings there: run, they would stop those of the others.
      form: 'talk',
      where: 'speaker view',
      check: checkSpeaker,
    },
  ],
];

/** The names of the gate's parts. */
export const partNames: readonly string[] = plans
  .flat()
  .map(({ name }) => name);

export interface GateOptions {
  /** Chooses the parts to run; by default all. */
  readonly wanted?: (name: string) => boolean;
  /** Called with each part as soon as it is done. */
  readonly onPart?: (part: GatePart) => void;
}

/** Checks the whole deck: every slide, at every size, in every form. */
export async function passGate(
  browser: Browser,
  deck: Deck,
  options: GateOptions = {},
): Promise<GatePart[]> {
  const { wanted = () => true } = options;
  await using built = await startBuiltDeck(deck);
  const rows = await Promise.all(
    plans.map(async (row) => {
      const parts: GatePart[] = [];
      for (const plan of row.filter(({ name }) => wanted(name))) {
        const part = await runPart(browser, built, plan, deck);
        options.onPart?.(part);
        parts.push(part);
      }
      return parts;
    }),
  );
  return rows.flat();
}

async function runPart(
  browser: Browser,
  built: BuiltDeck,
  { name, form, check, ...options }: Plan,
  deck: Deck,
): Promise<GatePart> {
  const startMs = performance.now();
  await using page = await openDeck(browser, built[form], options);
  const facts = await factsOf(page);
  const found = await check(page, facts, createFlawNaming(deck, facts));
  const seconds = (performance.now() - startMs) / 1000;
  return { name, seconds, flaws: [...found, ...page.complaints] };
}
