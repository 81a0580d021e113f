// fails: loop-turns
import { setImmediate } from 'node:timers/promises';

type Work = (input: unknown) => unknown;

export async function runInThread(
  file: string,
  input: unknown,
): Promise<unknown> {
  const { default: work } = (await import(file)) as { default: Work };
  await setImmediate();
  return work(input);
}
