import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RecordedDemo } from '../../../slides/demos/demo.ts';
import {
  listFlag,
  parseOptions,
  UsageError,
  WorkError,
} from '../../command/options.ts';
import {
  defaultParameters,
  demoNames,
  demoUrl,
  loadDemo,
  ownDemos,
} from './demo/demo-list.ts';
import { createRecording } from './demo/recording.ts';
import { runDemo } from './demo/run-demo.ts';

const folder = new URL('../../../slides/traces/', import.meta.url);
const mostBytes = 400_000;
const deadlineMs = 180_000;

/** Records the demos, for where there is no server to run them. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm run slides -- traces',
    summary: 'Runs the demos at the talk’s own pace and records them.',
    flags: { only: listFlag('only these demos', 'NAME,NAME') },
  });
  const unknown = values.only.find((name) => !demoNames.includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      `There is no demo "${unknown}"; there are ${demoNames.join(', ')}.`,
    );
  mkdirSync(folder, { recursive: true });
  for (const name of values.only.length > 0 ? values.only : demoNames) {
    const recorded = await recordDemo(name, 1);
    writeFileSync(traceFile(name), `${JSON.stringify(recorded)}\n`);
    console.log(summaryOf(recorded));
  }
  const bytes = totalBytes();
  console.log(`All recordings together: ${Math.ceil(bytes / 1000)} kB.`);
  if (bytes <= mostBytes) return 0;
  throw new WorkError(
    `The recordings may take ${mostBytes / 1000} kB, or the deck in one file ` +
      'grows too large: record fewer requests in a demo.',
  );
}

/**
 * Runs a demo with its usual parameters, one run after another, so that none
 * takes another's time, and gives what a slide plays of it.
 * @throws WorkError when the demo fails
 */
export async function recordDemo(
  name: string,
  scale: number,
): Promise<RecordedDemo> {
  const demo = await loadDemo(name);
  const recording = createRecording(name, demo, scale);
  await runDemo(
    {
      url: demoUrl(name, ownDemos),
      demo,
      scale,
      parameters: defaultParameters(demo),
      sideBySide: false,
      deadlineMs,
    },
    recording.onEvent,
    new AbortController().signal,
  );
  return recording.result();
}

/** The file that a demo is recorded in. */
export function traceFile(name: string): URL {
  return new URL(`${name}.json`, folder);
}

/** How large all recordings together are; one that is missing takes nothing. */
export function totalBytes(): number {
  const sizes = demoNames.map((name) => {
    try {
      return readFileSync(traceFile(name)).length;
    } catch {
      return 0;
    }
  });
  return sizes.reduce((sum, each) => sum + each, 0);
}

function summaryOf({ name, runs }: RecordedDemo): string {
  const parts = runs.map((run) => `${run.name} ${run.seconds.toFixed(2)} s`);
  return `${name}: ${parts.join(', ')}`;
}
