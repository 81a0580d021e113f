import type { CastEvent } from './asciicast.ts';
import type { Replacement } from './scene.ts';

/** What happens within one tick is shown at once: the eye sees no difference. */
const ticksPerSecond = 20;

/** Longer waits are rounded to half seconds, so that few runs differ. */
const longWaitSeconds = 1;

/**
 * Returns the events with their times rounded, the waits capped, and outputs
 * of one tick in one piece, so that two runs look much the same.
 */
export function settle(
  events: readonly CastEvent[],
  idleSeconds: number,
): CastEvent[] {
  const settled: CastEvent[] = [];
  let before = 0;
  let now = 0;
  for (const event of events) {
    now += shortened(event.seconds - before, idleSeconds);
    before = event.seconds;
    const seconds = Math.floor(now * ticksPerSecond + 1e-6) / ticksPerSecond;
    const last = settled.at(-1);
    const joins = last?.code === 'o' && event.code === 'o';
    if (joins && last.seconds === seconds) {
      settled[settled.length - 1] = { ...last, data: last.data + event.data };
    } else settled.push({ ...event, seconds });
  }
  return settled.map((event) => ({ ...event, data: lastDrawn(event.data) }));
}

/** Leaves out lines that are erased in the same tick, as spinners do. */
function lastDrawn(output: string): string {
  // eslint-disable-next-line no-control-regex -- that is how they are wiped
  return output.replace(/\r\u001b\[K[^\r\n]*(?=\r\u001b\[K)/g, '');
}

function shortened(seconds: number, idleSeconds: number): number {
  const wait = Math.min(seconds, idleSeconds);
  return wait < longWaitSeconds ? wait : Math.round(wait * 2) / 2;
}

/**
 * Returns the events with each match of the pattern replaced, even where it
 * came in several pieces: the replacement is put where it began.
 */
function replaceInOutput(
  events: readonly CastEvent[],
  pattern: RegExp,
  by: (match: RegExpExecArray) => string,
): CastEvent[] {
  const output = events.map(({ code, data }) => (code === 'o' ? data : ''));
  const whole = output.join('');
  const changes = [...whole.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: by(match),
  }));
  let offset = 0;
  return events.map((event, index) => {
    const piece = output[index] ?? '';
    const [start, end] = [offset, (offset += piece.length)];
    if (event.code !== 'o') return event;
    return { ...event, data: rewrite(piece, start, end, changes) };
  });
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Gives the piece of the output from `start` to `end`, changed. */
function rewrite(
  piece: string,
  start: number,
  end: number,
  changes: readonly Change[],
): string {
  let text = '';
  let at = start;
  for (const change of changes) {
    if (change.end <= start || change.start >= end) continue;
    text += piece.slice(at - start, Math.max(change.start, at) - start);
    if (change.start >= start) text += change.text;
    at = Math.min(change.end, end);
  }
  return text + piece.slice(at - start);
}

/** Returns the events with each of the replacements made, one by one. */
export function replaceAll(
  events: readonly CastEvent[],
  replacements: readonly Replacement[],
): CastEvent[] {
  return replacements.reduce<CastEvent[]>(
    (changed, [pattern, by]) => replaceInOutput(changed, pattern, () => by),
    [...events],
  );
}

/** A port of this machine; undici writes some of them twice in a row. */
const port = /(?<=(?:127\.0\.0\.1|localhost|\[::1\]):(?:\d{4,5}:)?)\d{4,5}/g;

/**
 * Returns the events with the ports of this machine replaced by numbers in
 * order, each as long as it was, so that what is drawn next to it stays in place.
 */
export function numberPorts(events: readonly CastEvent[]): CastEvent[] {
  const numbers = new Map<string, string>();
  const count = { 4: 0, 5: 0 };
  return replaceInOutput(events, port, ([found]) => {
    const digits = found.length === 4 ? 4 : 5;
    const first = digits === 4 ? 8_888 : 40_001;
    const known = numbers.get(found);
    if (known !== undefined) return known;
    const number = String(first + count[digits]++);
    numbers.set(found, number);
    return number;
  });
}
