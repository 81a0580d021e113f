import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { WorkError } from '../options.ts';

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
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    closed,
  ]);
  if (code === 0) return JSON.parse(stdout);
  const complaint = stderr.trimEnd().split('\n').at(-1) ?? '';
  throw new WorkError(`${file.slice(2)} failed under ${python}: ${complaint}`);
}
