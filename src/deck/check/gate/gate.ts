import type { Browser } from 'playwright-core';
import { project } from '../../../setup/project.mjs';
import type { Deck } from '../../render/deck.ts';
import { checkAccess, checkColours } from './axe.ts';
import { startBuiltDeck, type BuiltDeck } from './deck.ts';
import { createNaming, type Flaw, type Naming } from './flaw.ts';
import { checkKeys } from './keys.ts';
import {
  factsOf,
  openDeck,
  type DeckPage,
  type OpenOptions,
  type SlideFacts,
} from './open.ts';
import { checkCasts, checkDemos } from './play.ts';
import { checkSizes } from './sizes.ts';

/** One of the gate's parts, and what it found wrong. */
export interface GatePart {
  readonly name: string;
  readonly flaws: readonly Flaw[];
  readonly seconds: number;
}

type Check = (
  page: DeckPage,
  facts: readonly SlideFacts[],
  name: Naming,
) => Promise<Flaw[]>;

interface Plan extends OpenOptions {
  readonly name: string;
  readonly form: 'url' | 'talk';
  readonly check: Check;
}

const calm = { reducedMotion: 'reduce' } as const;

/** How much faster than on stage recordings are played. */
const haste = 16;

/** In two rows, for two cores: each takes about as long as the other. */
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
      haste,
      check: checkCasts,
    },
    {
      name: 'demos play their recordings',
      form: 'talk',
      where: 'talk.html',
      haste,
      check: (...of) => checkDemos(...of, 'recorded'),
    },
    {
      name: 'demos run live',
      form: 'url',
      where: 'served',
      check: (...of) => checkDemos(...of, 'live'),
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
  ],
];

/** The names of the gate's parts. */
export const partNames: readonly string[] = plans
  .flat()
  .map(({ name }) => name);

export interface GateOptions {
  /** Where the deck's Markdown lies; the project unless told. */
  readonly root?: string;
  /** Only the parts of which this is true. */
  readonly wanted?: (name: string) => boolean;
  /** Hears of each part as soon as it is done. */
  readonly onPart?: (part: GatePart) => void;
}

/** Sends the whole deck through the gate. */
export async function passGate(
  browser: Browser,
  deck: Deck,
  options: GateOptions = {},
): Promise<GatePart[]> {
  const { root = project.root, wanted = () => true } = options;
  await using built = await startBuiltDeck(deck);
  const rows = await Promise.all(
    plans.map(async (row) => {
      const parts: GatePart[] = [];
      for (const plan of row.filter(({ name }) => wanted(name))) {
        const part = await runPart(browser, built, plan, root);
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
  root: string,
): Promise<GatePart> {
  const startMs = performance.now();
  await using page = await openDeck(browser, built[form], options);
  const facts = await factsOf(page);
  const found = await check(page, facts, createNaming(root, facts));
  const seconds = (performance.now() - startMs) / 1000;
  return { name, seconds, flaws: [...found, ...page.complaints] };
}
