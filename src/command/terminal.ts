import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { project } from '../setup/project.mjs';

/** A command that runs in a pseudo-terminal. */
export interface TerminalSession {
  press(keys: string): void;
  /** Resolves with the exit code once all output has been passed on. */
  readonly ended: Promise<number | null>;
  /** Ends the command, as closing its window would. */
  close(): Promise<void>;
}

/** The terminal and the surroundings of a command. */
export interface TerminalOptions {
  readonly rows: number;
  readonly columns: number;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly onOutput: (text: string) => void;
}

const script = fileURLToPath(new URL('terminal.py', import.meta.url));

/** Starts a command in a pseudo-terminal, which Python provides. */
export function startTerminal(
  command: readonly string[],
  { rows, columns, folder, environment, onOutput }: TerminalOptions,
): TerminalSession {
  const child = spawn(
    project.venvPython,
    [script, String(rows), String(columns), ...command],
    { cwd: folder, env: environment },
  );
  // A broken pipe only means that the command has ended; `ended` says so too.
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
