import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { RecordedDemo } from '../demo/demo.ts';
import { project } from '../../setup/project.mjs';
import { loadScene, readCast, sceneNames } from '../casts/scenes.ts';
import { loadDemo } from '../demo/demo-list.ts';
import { routeProblem, type Deck } from '../render/deck.ts';
import { traceFile } from '../demo/record-demo.ts';
import { routeNames } from '../source/routes.ts';
import type { Report } from '../../setup/findings/finding.mjs';

/** Whether every slide can be made from its sources. */
export function deckReport({ problems, slides, minutes }: Deck): Report {
  const [first, ...more] = problems;
  if (first === undefined) {
    return {
      ok: true,
      finding: `${slides.length} slides for ${minutes} minutes`,
    };
  }
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  return {
    ok: false,
    finding: `${first}${others}`,
    help: 'Correct it there; npm run slides -- build lists all problems.',
  };
}

/** Whether every route, those not shown now as well, leads through the deck. */
export function routesReport(root: string, { slides }: Deck): Report {
  const names = routeNames(root);
  const problems = names.flatMap((name) => {
    const problem = routeProblem(root, name, slides);
    return problem === undefined ? [] : [problem];
  });
  const [first] = problems;
  if (first === undefined) return { ok: true, finding: names.join(', ') };
  return {
    ok: false,
    finding: problems.join('; '),
    help: 'Correct it there: a route names slides by their titles.',
  };
}

/** The names of the demos or the terminal recordings on the slides. */
export function namesIn({ slides }: Deck, kind: 'demos' | 'casts'): string[] {
  return [...new Set(slides.flatMap((slide) => slide[kind]))];
}

/** Whether each demo was recorded after its last change. */
export async function tracesReport(deck: Deck): Promise<Report> {
  const names = namesIn(deck, 'demos');
  const stale: string[] = [];
  for (const name of names) if (await isStaleTrace(name)) stale.push(name);
  return freshness(
    names,
    stale,
    `npm run slides -- traces --only ${stale.join(',')}`,
  );
}

async function isStaleTrace(name: string): Promise<boolean> {
  const file = traceFile(name);
  if (!existsSync(file)) return true;
  const demo = await loadDemo(name);
  const { runs, ...recorded } = JSON.parse(
    readFileSync(file, 'utf8'),
  ) as RecordedDemo;
  const isOther = (['title', 'lanes', 'heats', 'parameters'] as const).some(
    (key) => !isDeepStrictEqual(demo[key], recorded[key]),
  );
  const recordedNames = runs.map((run) => run.name);
  return (
    isOther ||
    !isDeepStrictEqual(recordedNames, demo.heats?.flat() ?? recordedNames)
  );
}

/** Whether each terminal was recorded after the last change of its scene. */
export async function castsReport(deck: Deck): Promise<Report> {
  const names = namesIn(deck, 'casts');
  const stale: string[] = [];
  for (const name of names) if (await isStaleCast(name)) stale.push(name);
  return freshness(names, stale, `npm run slides -- casts ${stale.join(' ')}`);
}

async function isStaleCast(name: string): Promise<boolean> {
  // One that was recorded elsewhere has no scene to be compared with.
  if (!sceneNames().includes(name)) return false;
  const { title, steps } = await loadScene(name);
  const cast = readCast(name);
  const wanted = steps.flatMap((step) =>
    'marker' in step ? [step.marker] : [],
  );
  const recorded = cast.events.flatMap(({ code, data }) =>
    code === 'm' ? [data] : [],
  );
  return cast.title !== title || !isDeepStrictEqual(recorded, wanted);
}

function freshness(
  names: readonly string[],
  stale: readonly string[],
  again: string,
): Report {
  return stale.length === 0
    ? { ok: true, finding: `up to date: ${names.join(', ')}` }
    : {
        ok: false,
        finding: `missing or out of date: ${stale.join(', ')}`,
        help: `${again} records them again.`,
      };
}

/** The largest file that can be sent by mail. */
const mostBytes = 3_000_000;

/** Whether there is a `talk.html` to fall back on, newer than its slides. */
export function talkReport(root: string = project.root): Report {
  const help =
    'npm run slides -- build makes it; keep a copy on a USB stick as well.';
  const file = join(root, 'slides', 'dist', 'talk.html');
  if (!existsSync(file)) {
    return { ok: false, finding: 'there is no slides/dist/talk.html', help };
  }
  const { size, mtimeMs } = statSync(file);
  const megabytes = `${(size / 1_000_000).toFixed(2)} MB`;
  if (size > mostBytes) {
    return {
      ok: false,
      finding: `it has ${megabytes}, but may have 3 MB at most`,
      help: 'Recordings are the largest part of it: make them shorter.',
    };
  }
  const newer = sourcesOf(root).find(
    (source) => statSync(join(root, source)).mtimeMs > mtimeMs,
  );
  return newer === undefined
    ? { ok: true, finding: `${megabytes}, up to date` }
    : { ok: false, finding: `it is older than ${newer}`, help };
}

function sourcesOf(root: string): string[] {
  const patterns = [
    'slides/*.{md,css}',
    'slides/{casts,traces,pictures}/*.{cast,json,svg}',
    'src/deck/shell/{*,cast/*,demo/*,fonts/*}.{ts,css,html}',
    'slides/demos/**/*.ts',
  ];
  return globSync(patterns, { cwd: root }).sort();
}
