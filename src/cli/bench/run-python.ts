import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { resultOf } from '../../command/child-result.ts';
import { WorkError } from '../../command/options.ts';
import { lastLine } from '../../setup/tool.mjs';

/**
 * Runs a Python file that lies beside this one and gives the JSON it prints.
 * @throws WorkError with its last line of complaint when it fails
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
