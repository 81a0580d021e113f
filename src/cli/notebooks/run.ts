import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WorkError } from '../../command/options.ts';
import { jupyterEnvironment, kernelName } from '../../setup/jupyter.mjs';
import { project } from '../../setup/project.mjs';
import { lastLine } from '../../setup/tool.mjs';

/** The result of running one notebook. */
export interface NotebookRun {
  readonly file: string;
  readonly ok: boolean;
  /** From the kernel's start to its end. */
  readonly seconds: number;
  /** How many code cells were started. */
  readonly cells: number;
  readonly error?: NotebookError;
}

export interface NotebookError {
  /** The code cell's number, from 1; 0 if none had started. */
  readonly cell: number;
  readonly ename: string;
  readonly evalue: string;
}

export interface RunOptions {
  /** Where the notebooks are; they are not changed. */
  readonly folder: string;
  readonly files: readonly string[];
  /** What the lab's delays are multiplied by. */
  readonly scale: number;
  /** Where to write the executed notebooks as HTML; by default nowhere. */
  readonly htmlFolder?: string | undefined;
  /** Where the copies that run are made; by default the `work` folder. */
  readonly workFolder?: string;
  /** How long one cell may take. */
  readonly secondsPerCell?: number;
  readonly onCell?: (cell: CellStart) => void;
  readonly onDone?: (run: NotebookRun) => void;
}

export interface CellStart {
  readonly file: string;
  readonly cell: number;
  readonly of: number;
}

type Report =
  | ({ readonly event: 'cell' } & CellStart)
  | {
      readonly event: 'done';
      readonly file: string;
      readonly seconds: number;
      readonly error: NotebookError | null;
    };

const runnerFile = fileURLToPath(
  new URL('./run_notebooks.py', import.meta.url),
);
const cellTimeoutSeconds = 120;

/**
 * Executes notebooks one after another, each in a kernel of its own and in a
 * copy of its folder.
 * @throws WorkError if the runner itself fails
 */
export async function runNotebooks(
  options: RunOptions,
): Promise<NotebookRun[]> {
  const folder = copyFolder(options);
  const runs: NotebookRun[] = [];
  let cells = 0;
  try {
    for await (const report of startRunner(folder, options)) {
      if (report.event === 'cell') {
        cells = report.cell;
        options.onCell?.(report);
        continue;
      }
      const { file, seconds, error } = report;
      const run = { file, ok: !error, seconds, cells };
      runs.push(error ? { ...run, error } : run);
      options.onDone?.(error ? { ...run, error } : run);
      cells = 0;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return runs;
}

/** Inside the project, so that the imports of cells are found. */
function copyFolder({
  folder: from,
  workFolder = project.work,
}: RunOptions): string {
  mkdirSync(workFolder, { recursive: true });
  const folder = mkdtempSync(join(workFolder, '.run-'));
  cpSync(from, folder, {
    recursive: true,
    filter: (path) => !basename(path).startsWith('.ipynb_checkpoints'),
  });
  return folder;
}

async function* startRunner(
  folder: string,
  options: RunOptions,
): AsyncGenerator<Report> {
  const runner = spawn(project.venvPython, [runnerFile], {
    cwd: folder,
    env: {
      ...jupyterEnvironment(project),
      LAB_SCALE: String(options.scale),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  runner.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints.push(text);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    runner.once('error', reject);
    runner.once('close', resolve);
  });
  // It is awaited below; until then a rejection must not count as unhandled.
  ended.catch(() => undefined);
  runner.stdin
    .on('error', () => undefined)
    .end(JSON.stringify(job(folder, options)));
  for await (const line of createInterface({ input: runner.stdout })) {
    yield JSON.parse(line) as Report;
  }
  const code = await ended;
  if (code !== 0) {
    throw new WorkError(
      `The program that runs the notebooks stopped early (${code === null ? 'ended by a signal' : `exit code ${code}`}).\n${lastLine(complaints.join(''))}`,
    );
  }
}

function job(folder: string, options: RunOptions) {
  return {
    folder,
    files: options.files,
    kernelName: kernelName,
    secondsPerCell: options.secondsPerCell ?? cellTimeoutSeconds,
    htmlFolder: options.htmlFolder ? resolve(options.htmlFolder) : null,
  };
}
