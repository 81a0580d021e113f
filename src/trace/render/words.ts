import type { Phase } from '../analyse/phases.ts';
import type { ServerPhase, ServerSpan } from '../analyse/server-spans.ts';

const many = new Intl.NumberFormat('en');
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const suffixes: Readonly<Record<string, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
};

/** A count with thousands separators: `10,000`. */
export function count(value: number): string {
  return many.format(value);
}

/** A count and its noun: `1 request`, `150 requests`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `2nd`, `20th`. */
export function ordinal(value: number): string {
  return `${count(value)}${suffixes[ordinals.select(value)] ?? 'th'}`;
}

/** What a thinned picture shows: `every 20th of 10,000 requests`. */
export function everyNth(step: number, total: number, noun: string): string {
  return `every ${ordinal(step)} of ${counted(total, noun)}`;
}

/** A readable duration: `0.4 ms`, `53 ms`, and from a second on `8.10 s`. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  if (Math.abs(ms) >= 999.5) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms.toFixed(ms !== 0 && Math.abs(ms) < 9.95 ? 1 : 0)} ms`;
}

/**
 * A duration among others, all in one unit: seconds where the longest needs
 * them, else milliseconds.
 */
export function durationLike(seconds: number, longestSeconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (longestSeconds >= 1) return `${seconds.toFixed(2)} s`;
  return duration(seconds * 1000);
}

/** A readable size, in powers of ten: `0 B`, `1.2 kB`, `34 MB`. */
export function size(bytes: number): string {
  if (!(bytes >= 1000)) return `${count(Math.max(0, bytes || 0))} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(value < 9.95 ? 1 : 0)} ${units[unit] ?? ''}`;
}

/** The end of a text in at most `length` characters, since URLs differ at the end. */
export function keepEnd(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  return `…${characters.slice(-(length - 1)).join('')}`;
}

/** The start of a text in at most `length` characters. */
export function keepStart(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  return `${characters.slice(0, length - 1).join('')}…`;
}

/** The part of a URL by which requests to one site differ: path and query. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** The phases in words that a first-time reader understands. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  queued: 'waiting for a connection',
  lookup: 'looking up the name',
  opening: 'opening the connection',
  securing: 'agreeing on encryption (TLS)',
  sending: 'sending',
  waiting: 'waiting for the answer',
  receiving: 'receiving',
};

/** What a server does, in the same kind of words. */
export const serverPhaseWords: Readonly<Record<ServerPhase, string>> = {
  serverQueue: 'in the server’s queue',
  serverWork: 'at work in the server',
  serverHeld: 'server held up by a slow reader',
};

/** The same for one span, which may be about the connection alone. */
export function serverSpanWords({ phase, of }: ServerSpan): string {
  const words = serverPhaseWords[phase];
  return of === 'connection' ? `${words}, to open the connection` : words;
}
