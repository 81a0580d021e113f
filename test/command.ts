import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { resultOf, type ChildResult } from '../src/command/child-result.ts';

const run = fileURLToPath(new URL('../src/cli/run.mjs', import.meta.url));

/** Runs a command as a person's shell does, and gives what it printed. */
export function runCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<ChildResult> {
  return runNode([run, ...args], environment);
}

/**
 * Runs Node with these arguments. This thread is not blocked, so that a server
 * in the test can answer.
 */
export function runNode(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<ChildResult> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, LAB_URL: '', LAB_SCALE: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return resultOf(child);
}
