import { conferenceHandles } from '../../../lab/data/speakers.ts';
import { scrapeOwn, askOwn, type OwnProgram } from './own.ts';

/** A program of a talk, and ours that does the same. */
export interface SeedRow {
  readonly name: string;
  /** Its name in programs.py. */
  readonly program: string;
  /** What the talk measured, in seconds; left out where it did not. */
  readonly talkSeconds?: number;
  readonly site: 'pokemon' | 'conference';
  readonly count: number;
  /** How many results a right run has. */
  readonly results: number;
  readonly own: { readonly name: string; readonly run: OwnProgram };
}

const asked = { site: 'pokemon', count: 150, results: 150 } as const;
const scraped = {
  site: 'conference',
  count: 1,
  results: conferenceHandles.length,
} as const;

const inTurn = { name: 'ours: one connection', run: askOwn('pooled') };
/** The bound that the talks' clients have by default. */
const hundred = {
  name: 'ours: 100 connections',
  run: askOwn('bounded', 100),
};
const twenty = { name: 'ours: 20 connections', run: askOwn('bounded', 20) };

/** What the talks did, slowest first, then what they did not do. */
export const seedRows: readonly SeedRow[] = [
  {
    name: 'requests, a connection each',
    program: 'requests-each',
    talkSeconds: 28.87,
    ...asked,
    own: { name: 'ours: blocking', run: askOwn('blocking') },
  },
  {
    name: 'requests, one session',
    program: 'requests-session',
    ...asked,
    own: inTurn,
  },
  {
    name: 'httpx, one by one',
    program: 'httpx-in-turn',
    talkSeconds: 8.6,
    ...asked,
    own: inTurn,
  },
  {
    name: 'aiohttp, one by one',
    program: 'aiohttp-in-turn',
    talkSeconds: 8.1,
    ...asked,
    own: inTurn,
  },
  {
    name: 'httpx, gathered',
    program: 'httpx-at-once',
    talkSeconds: 1.54,
    ...asked,
    own: hundred,
  },
  {
    name: 'aiohttp, gathered',
    program: 'aiohttp-at-once',
    talkSeconds: 1.53,
    ...asked,
    own: hundred,
  },
  {
    name: 'aiohttp, 20 connections',
    program: 'aiohttp-20',
    ...asked,
    own: twenty,
  },
  {
    name: 'scraper, page after page',
    program: 'scrape-in-turn',
    talkSeconds: 24.37,
    ...scraped,
    own: { name: 'ours: page after page', run: scrapeOwn(false) },
  },
  {
    name: 'scraper, gathered',
    program: 'scrape-at-once',
    talkSeconds: 2.81,
    ...scraped,
    own: { name: 'ours: all at once', run: scrapeOwn(true) },
  },
];
