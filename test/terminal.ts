import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { project } from '../src/cli/setup/project.mjs';

/** A command that runs in a terminal, and what it shows there. */
export interface TerminalSession {
  press(keys: string): void;
  /** Waits until the screen is so, and gives it. */
  until(pattern: RegExp): Promise<string>;
  /** All that was sent to the terminal. */
  output(): string;
  readonly exitCode: Promise<number | null>;
  kill(): void;
}

const script = fileURLToPath(new URL('./terminal.py', import.meta.url));
const escape = '\u001b[';

/** Longer than any machine needs: a failure is to say what was shown. */
const patienceMs = 120_000;

/** A colourful one, and nothing that says otherwise: CI alone would do so. */
const plainTerminal = {
  TERM: 'xterm-256color',
  CI: undefined,
  FORCE_COLOR: undefined,
  NO_COLOR: undefined,
};

/** Starts a command in a terminal of that size, with Python's own means. */
export function startTerminal(
  command: readonly string[],
  {
    rows = 24,
    columns = 80,
    environment = {},
  }: {
    readonly rows?: number;
    readonly columns?: number;
    readonly environment?: NodeJS.ProcessEnv;
  } = {},
): TerminalSession {
  const child = spawn(
    project.venvPython,
    [script, String(rows), String(columns), ...command],
    { env: { ...process.env, ...plainTerminal, ...environment } },
  );
  let output = '';
  let look: () => void = () => undefined;
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      look();
    });
  }
  return {
    press(keys) {
      child.stdin.write(keys);
    },
    until(pattern) {
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          reject(new Error(`${pattern} is not shown:\n${screenOf(output)}`));
        };
        const timer = setTimeout(giveUp, patienceMs);
        look = () => {
          if (!pattern.test(screenOf(output))) return;
          clearTimeout(timer);
          resolve(screenOf(output));
        };
        void exitCode.then(giveUp, reject).finally(() => {
          clearTimeout(timer);
        });
        look();
      });
    },
    output: () => output,
    exitCode,
    kill() {
      child.kill();
    },
  };
}

/** What was last drawn from the top left corner, without colours. */
function screenOf(output: string): string {
  const last = output.slice(output.lastIndexOf(`${escape}H`));
  // eslint-disable-next-line no-control-regex -- that is what they begin with
  return last.replace(/\u001b\[[\d;?]*[A-Za-z]/g, '').replaceAll('\r', '');
}
