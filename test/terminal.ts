import { project } from '../src/setup/project.mjs';
import { startTerminal } from '../src/command/terminal.ts';

/** A command that runs in a terminal, and what it shows there. */
export interface ScreenSession {
  press(keys: string): void;
  /** Waits until the screen matches, and gives it. */
  until(pattern: RegExp): Promise<string>;
  /** All that was sent to the terminal. */
  output(): string;
  readonly exitCode: Promise<number | null>;
  close(): Promise<void>;
}

const escape = '\u001b[';

/** Longer than any machine needs: a failure then shows the screen. */
const timeoutMs = 120_000;

/** A terminal with colours; variables such as CI would turn them off. */
const plainTerminal = {
  TERM: 'xterm-256color',
  CI: undefined,
  FORCE_COLOR: undefined,
  NO_COLOR: undefined,
};

/** Starts a command in a terminal of 80 × 24. */
export function openScreen(
  command: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): ScreenSession {
  let output = '';
  let look: () => void = () => undefined;
  const session = startTerminal(command, {
    rows: 24,
    columns: 80,
    folder: project.root,
    environment: { ...process.env, ...plainTerminal, ...environment },
    onOutput(text) {
      output += text;
      look();
    },
  });
  return {
    press(keys) {
      session.press(keys);
    },
    until(pattern) {
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          reject(new Error(`${pattern} is not shown:\n${screenOf(output)}`));
        };
        const timer = setTimeout(giveUp, timeoutMs);
        look = () => {
          if (!pattern.test(screenOf(output))) return;
          clearTimeout(timer);
          resolve(screenOf(output));
        };
        void session.ended.then(giveUp, reject).finally(() => {
          clearTimeout(timer);
        });
        look();
      });
    },
    output: () => output,
    exitCode: session.ended,
    close: () => session.close(),
  };
}

/** What was last drawn whole from the top left corner, without colours. */
function screenOf(output: string): string {
  const whole = output.slice(0, output.lastIndexOf(`${escape}?2026l`) + 1);
  const last = whole.slice(whole.lastIndexOf(`${escape}H`));
  // eslint-disable-next-line no-control-regex -- that is what they begin with
  return last.replace(/\u001b(\[[\d;?]*[A-Za-z])?/g, '').replaceAll('\r', '');
}
