import {
  criticalPathOf,
  timeByKind,
  type CriticalPath,
  type PathKind,
  type PathPart,
} from '../analyse/critical-path.ts';
import { lengthMs, type Phase } from '../analyse/phases.ts';
import type { Trace } from '../trace.ts';
import { renderPanels, type Panel, type Plot } from './figure.ts';
import type { FigureOptions } from './frame.ts';
import { dataOf, renderHatched, type Bar } from './hatched.ts';
import { element, path, tooltip } from './svg.ts';
import { count, counted, duration, phaseWords } from './words.ts';

/** A run, and what happened in it. */
export interface NamedTrace {
  readonly name: string;
  readonly trace: Trace;
}

const barPx = 16;
/** Less than this part of a run is not worth a mention. */
const mentionedShare = 0.15;
/** Narrower parts are drawn with their neighbours, without words of their own. */
const wordsPx = 2;

const kindWords: Readonly<Record<PathKind, string>> = {
  ...phaseWords,
  between: 'the program itself, with no request under way that it needed',
};

const spentWords: Readonly<Record<PathKind, string>> = {
  queued: 'waiting for a connection',
  lookup: 'looking up names',
  opening: 'opening connections',
  securing: 'agreeing on encryption',
  sending: 'sending',
  waiting: 'waiting for answers',
  receiving: 'receiving',
  between: 'the program itself',
};

/**
 * An SVG of runs on one time axis, aligned at their start: of each the chain of
 * waits that decided when it ended, in the colours of its phases.
 */
export function renderCriticalPaths(
  runs: readonly NamedTrace[],
  options: FigureOptions = {},
): string {
  const panels = runs.map(panelOf);
  const axisMs = Math.max(0, ...runs.map(({ trace }) => lengthMs(trace)));
  const words = {
    title: options.name ?? 'What each run waited for',
    description: runs.map(pathSentence).join(' '),
  };
  return renderPanels(panels, axisMs, words, options);
}

/** `pooled spent 7.9 s of 8.1 s waiting for answers, in a chain of 150 requests.` */
export function pathSentence({ name, trace }: NamedTrace): string {
  const chain = criticalPathOf(trace);
  const times = timeByKind(chain).filter(
    ([, ms], index) =>
      index === 0 || (index < 3 && ms > mentionedShare * trace.durationMs),
  );
  const spent = times.map(([kind, ms], index) => {
    const of = index === 0 ? ` of its ${duration(trace.durationMs)}` : '';
    return `${duration(ms)}${of} on ${spentWords[kind]}`;
  });
  return `${name} spent ${listed(spent)}${chainWords(chain, trace)}.`;
}

/**
 * What the second of two runs spent less time on, or more, than the first:
 * `Most of the difference is opening connections: 5.65 s against 140 ms.`
 * Empty where nothing differs by a tenth of the longer run.
 */
export function differenceSentence(first: NamedTrace, second: NamedTrace) {
  const [a, b] = [first, second].map(
    ({ trace }) => new Map(timeByKind(criticalPathOf(trace))),
  );
  const kinds = new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])]);
  const [most] = [...kinds]
    .map((kind) => ({
      kind,
      ms: [a?.get(kind) ?? 0, b?.get(kind) ?? 0] as const,
    }))
    .sort((x, y) => gapOf(y.ms) - gapOf(x.ms));
  const longestMs = Math.max(first.trace.durationMs, second.trace.durationMs);
  if (!most || gapOf(most.ms) < 0.1 * longestMs) return '';
  const [one, other] = most.ms.map(duration);
  return `Most of the difference between ${first.name} and ${second.name} is ${spentWords[most.kind]}: ${one} against ${other}.`;
}

function gapOf([a, b]: readonly [number, number]): number {
  return Math.abs(a - b);
}

function chainWords({ requestIds, handedOver }: CriticalPath, trace: Trace) {
  const total = trace.requests.length;
  if (requestIds.length === 0) return '';
  if (requestIds.length === 1) {
    return total === 1
      ? ''
      : `: one of its ${counted(total, 'request')}, the last to end, decided that`;
  }
  const how =
    handedOver * 2 > requestIds.length
      ? 'each waiting for the connection of the one before'
      : 'each made after the one before had ended';
  return `, in a chain of ${count(requestIds.length)} of its ${counted(total, 'request')}, ${how}`;
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

function panelOf({ name, trace }: NamedTrace, run: number): Panel {
  const chain = criticalPathOf(trace);
  const total = counted(trace.requests.length, 'request');
  const on = count(chain.requestIds.length);
  return {
    heading: name,
    detail: `${duration(trace.durationMs)}; ${on} of ${total} decided when it ended`,
    leftPx: 12,
    rightPx: 24,
    heightPx: barPx + 8,
    draw: (plot) => ({
      svg: element('g', { 'data-run': run }, drawPath(chain.parts, plot)),
      keys: chain.parts
        .map(({ kind }) => kind)
        .filter((kind): kind is Phase => kind !== 'between'),
    }),
  };
}

function drawPath(parts: readonly PathPart[], plot: Plot): string {
  const seen = mostlyByPixel(parts, plot);
  const isWide = ({ fromMs, toMs }: PathPart) =>
    plot.x(toMs) - plot.x(fromMs) >= wordsPx;
  const narrow = seen.filter((part) => !isWide(part));
  const together = [...Map.groupBy(narrow, ({ kind }) => kind)].map(
    ([kind, ofKind]) =>
      drawBars(
        kind,
        ofKind.map((part) => barOf(part, plot)),
      ),
  );
  const apart = seen
    .filter(isWide)
    .map((part) =>
      element(
        'g',
        {},
        tooltip(partWords(part)),
        drawBars(part.kind, [barOf(part, plot)]),
      ),
    );
  return [...together, ...apart].join('');
}

/** Parts that share a pixel become one, of the kind that took most of it. */
function mostlyByPixel(parts: readonly PathPart[], { x }: Plot): PathPart[] {
  const seen: PathPart[] = [];
  let shared: PathPart[] = [];
  const flush = () => {
    const [first, last] = [shared[0], shared.at(-1)];
    if (first && last) {
      const [[kind] = [first.kind]] = timeByKind({ parts: shared });
      seen.push({ ...first, kind, toMs: last.toMs });
    }
    shared = [];
  };
  for (const part of parts) {
    const isOwn = x(part.toMs) - x(part.fromMs) >= 1;
    if (isOwn) flush();
    shared.push(part);
    const from = shared[0]?.fromMs ?? part.fromMs;
    if (isOwn || x(part.toMs) - x(from) >= 1) flush();
  }
  flush();
  return seen;
}

function partWords({ kind, fromMs, toMs, requestId }: PathPart): string {
  const who = requestId === undefined ? '' : `request ${count(requestId)}: `;
  return `${who}${kindWords[kind]} ${duration(toMs - fromMs)}, from ${duration(fromMs)}`;
}

function barOf({ kind, fromMs, toMs }: PathPart, { x }: Plot): Bar {
  const heightPx = kind === 'between' ? 2 : barPx;
  return {
    x: x(fromMs),
    y: 4 + (barPx - heightPx) / 2,
    width: Math.max(0.3, x(toMs) - x(fromMs)),
    height: heightPx,
  };
}

function drawBars(kind: PathKind, bars: readonly Bar[]): string {
  if (kind === 'between') return path(dataOf(bars), 'idle');
  return kind === 'opening' || kind === 'securing'
    ? renderHatched(bars, kind)
    : path(dataOf(bars), kind);
}
