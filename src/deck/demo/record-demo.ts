import { readFileSync } from 'node:fs';
import type { RecordedDemo } from './demo.ts';
import {
  defaultParameters,
  demoNames,
  demoUrl,
  loadDemo,
  ownDemos,
} from './demo-list.ts';
import { createRecording } from './recording.ts';
import { runDemo } from './run-demo.ts';

/** Where the recordings of all demos are. */
export const traceFolder = new URL('../../../slides/traces/', import.meta.url);

const deadlineMs = 180_000;

/**
 * Runs a demo with its default parameters, one run after another, so that
 * runs do not slow each other down, and returns the recording.
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
  return new URL(`${name}.json`, traceFolder);
}

/** The size of all recordings together; a missing one counts as 0 bytes. */
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
