import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { resultOf } from '../../command/child-result.ts';
import { WorkError } from '../../command/options.ts';
import { lastLine } from '../../setup/tool.mjs';

/**
 * Runs a Python file from this folder and gives the JSON that it prints.
 * @throws WorkError with the last line of its errors if it fails
 */
export async function runPython(
  python: string,
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<unknown> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(python, [path, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { stdout, stderr, code } = await resultOf(child);
  if (code === 0) return JSON.parse(stdout);
  throw new WorkError(
    `${file.slice(2)} failed under ${python}: ${lastLine(stderr)}`,
  );
}
