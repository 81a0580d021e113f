import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { jupyterEnvironment } from '../src/setup/jupyter.mjs';
import { project } from '../src/setup/project.mjs';

/** An output as a notebook keeps it. */
export interface CellOutput {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string;
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
  readonly data?: Readonly<Record<string, string>>;
}

export interface CellResult {
  /** Whether nbclient would stop the notebook here. */
  readonly stopped: boolean;
  readonly executionCount: number | null;
  readonly outputs: readonly CellOutput[];
}

/** What came back for one of several executions that were sent at once. */
export interface Answer {
  readonly messages: readonly {
    readonly type: string;
    readonly content: Readonly<Record<string, unknown>>;
  }[];
  readonly reply: Readonly<Record<string, unknown>>;
}

export interface KernelSession {
  readonly pid: number;
  readonly folder: string;
  cell(code: string, tags?: readonly string[]): Promise<CellResult>;
  /** Interrupts as soon as one of them prints the text. */
  send(
    codes: readonly string[],
    options?: {
      interruptAt?: string;
      stopOnError?: boolean;
      /** Goes on until each of these was printed, however late. */
      waitFor?: readonly string[];
    },
  ): Promise<Answer[]>;
  /** Sends one message of any type, and gives all that came of it. */
  message(type: string, content: object, hasReply?: boolean): Promise<Answer>;
  request(
    method: string,
    ...args: readonly unknown[]
  ): Promise<Readonly<Record<string, unknown>>>;
  /** Interrupts what the kernel is at, if it is at anything. */
  interrupt(): Promise<unknown>;
  /** Starts the kernel again, once it is dead. */
  restart(): Promise<unknown>;
  shutdown(): Promise<{ seconds: number; exitCode: number | null }>;
  /** Ends the front end without a word to the kernel. */
  killFrontEnd(): void;
  close(): Promise<void>;
}

const driverFile = fileURLToPath(
  new URL('./kernel-driver.py', import.meta.url),
);
const launcher = join(project.source, 'kernel', 'launch.ts');

/** Starts the kernel from its sources under nbclient; close it in the end. */
export async function startKernelSession({
  heapMb,
}: {
  /** How large the kernel's heap may grow. */
  heapMb?: number;
} = {}): Promise<KernelSession> {
  mkdirSync(project.work, { recursive: true });
  // Inside the project, so that cells find its packages.
  const folder = mkdtempSync(join(project.work, '.kernel-test-'));
  const driver = spawn(project.venvPython, [driverFile, 'async-lab', folder], {
    env: { ...jupyterEnvironment(project), JUPYTER_PATH: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  writeKernelspec(folder, heapMb);
  const answers = createInterface({ input: driver.stdout })[
    Symbol.asyncIterator
  ]();
  const exited = once(driver, 'exit');

  async function readAnswer<Content>(): Promise<Content> {
    const { value, done } = await answers.next();
    assert.ok(!done, 'The driver of the kernel has ended.');
    const content = JSON.parse(value) as Content & { error?: string };
    assert.equal(content.error, undefined);
    return content;
  }

  function ask<Content>(command: object): Promise<Content> {
    driver.stdin.write(`${JSON.stringify(command)}\n`);
    return readAnswer();
  }

  const { pid } = await readAnswer<{ pid: number }>();
  return {
    pid,
    folder,
    cell: (code, tags = []) => ask({ do: 'cell', code, tags }),
    message: (type, content, hasReply = true) =>
      ask({ do: 'message', type, content, has_reply: hasReply }),
    async send(
      codes,
      { interruptAt = null, stopOnError = true, waitFor = [] } = {},
    ) {
      const { answers } = await ask<{ answers: Answer[] }>({
        do: 'send',
        codes,
        interrupt_at: interruptAt,
        stop_on_error: stopOnError,
        wait_for: waitFor,
      });
      return answers;
    },
    async request(method, ...args) {
      const command = { do: 'request', method, arguments: args };
      return (await ask<Answer>(command)).reply;
    },
    interrupt: () => ask({ do: 'interrupt' }),
    restart: () => ask({ do: 'restart' }),
    shutdown: () => ask({ do: 'shutdown' }),
    killFrontEnd: () => driver.kill('SIGKILL'),
    async close() {
      driver.stdin.end();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeKernelspec(folder: string, heapMb: number | undefined): void {
  const kernel = join(folder, 'kernels', 'async-lab');
  mkdirSync(kernel, { recursive: true });
  const spec = {
    display_name: 'TypeScript (async-lab, from its sources)',
    language: 'typescript',
    interrupt_mode: 'message',
    argv: [
      project.pinnedNode,
      '--no-force-async-hooks-checks',
      ...(heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`]),
      launcher,
      '--config-path={connection_file}',
    ],
  };
  writeFileSync(join(kernel, 'kernel.json'), JSON.stringify(spec));
}

/** What a cell printed to one of its streams. */
export function printed(
  { outputs }: CellResult,
  stream: 'stdout' | 'stderr' = 'stdout',
): string {
  return outputs
    .filter(({ name }) => name === stream)
    .map(({ text }) => text ?? '')
    .join('');
}

/** The one error that a cell ended with. */
export function errorOf({ outputs }: CellResult): {
  ename: string;
  evalue: string;
  traceback: string;
} {
  const errors = outputs.filter(({ output_type }) => output_type === 'error');
  assert.equal(errors.length, 1, JSON.stringify(outputs));
  const [{ ename = '', evalue = '', traceback = [] } = {}] = errors;
  return { ename, evalue, traceback: traceback.join('\n') };
}

/** Runs cells that must not fail, and gives what the last one printed. */
export async function outputOf(
  kernel: KernelSession,
  ...cells: readonly string[]
): Promise<string> {
  let text = '';
  for (const cell of cells) {
    const result = await kernel.cell(cell);
    assert.equal(result.stopped, false, JSON.stringify(result.outputs));
    assert.equal(printed(result, 'stderr'), '');
    text = printed(result);
  }
  return text;
}
