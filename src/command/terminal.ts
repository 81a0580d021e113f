import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { project } from '../setup/project.mjs';

/** A command that runs in a terminal of its own. */
export interface TerminalSession {
  press(keys: string): void;
  /** Resolves with the exit code when all that was shown was passed on. */
  readonly ended: Promise<number | null>;
  /** Ends the command, as closing its window would. */
  close(): Promise<void>;
}

/** What a command is run in. */
export interface TerminalOptions {
  readonly rows: number;
  readonly columns: number;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly onOutput: (text: string) => void;
}

const script = fileURLToPath(new URL('terminal.py', import.meta.url));

/** Starts a command in a terminal, made by Python's own means. */
export function startTerminal(
  command: readonly string[],
  { rows, columns, folder, environment, onOutput }: TerminalOptions,
): TerminalSession {
  const child = spawn(
    project.venvPython,
    [script, String(rows), String(columns), ...command],
    { cwd: folder, env: environment },
  );
  // A broken pipe only says that the command has ended, as `ended` does too.
  child.stdin.on('error', () => undefined);
  child.stdout.setEncoding('utf8').on('data', onOutput);
  child.stderr.setEncoding('utf8').on('data', onOutput);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return {
    press(keys) {
      child.stdin.write(keys);
    },
    ended,
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
