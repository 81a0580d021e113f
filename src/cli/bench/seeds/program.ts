import { WorkError } from '../../../command/options.ts';
import { runPython } from '../run-python.ts';

/** What one run of a program in programs.py took. */
export interface SeedRun {
  readonly seconds: number;
  /** How much of it its process was computing instead of waiting. */
  readonly computingSeconds: number;
  readonly results: number;
}

/** Which program to run, and how many results it should have. */
export interface SeedTask {
  readonly program: string;
  readonly origin: string;
  readonly count: number;
  readonly results: number;
}

/**
 * Runs one of the talks' programs once.
 * @throws WorkError if it fails or has another number of results
 */
export async function runSeedProgram(
  python: string,
  { program, origin, count, results }: SeedTask,
): Promise<SeedRun> {
  const args = [program, origin, String(count)];
  const file = './seeds/programs.py';
  const run = (await runPython(python, file, args)) as SeedRun;
  if (run.results === results) return run;
  throw new WorkError(
    `The program ${program} has ${run.results} results, not ${results}: what it reads has changed.`,
  );
}
