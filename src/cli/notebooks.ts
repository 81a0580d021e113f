import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  runNotebooks,
  type CellStart,
  type NotebookRun,
} from './notebooks/run.ts';
import {
  listFlag,
  parseOptions,
  positiveFlag,
  switchFlag,
  textFlag,
  UsageError,
} from '../command/options.ts';
import { padToColumns } from '../command/columns.ts';
import { project } from '../setup/project.mjs';

const defaultScale = 0.25;

/**
 * Executes lessons in the real kernel without a browser, and says which of them
 * passed. Resolves with exit code 1 if one failed.
 */
export async function main(args: string[]): Promise<number> {
  const { only, scale, json, html, from } = readOptions(args);
  const files = chooseFiles(findNotebooks(from), only);
  const runs = await runNotebooks({
    folder: from,
    files,
    scale,
    htmlFolder: html,
    onCell: showCell,
    onDone: json ? clearLine : showRun,
  });
  if (json) console.log(JSON.stringify({ scale, notebooks: runs }));
  return runs.every(({ ok }) => ok) ? 0 : 1;
}

function readOptions(args: string[]) {
  const { values } = parseOptions(args, {
    command: 'npm run notebooks',
    summary: 'Executes the lessons in their kernel, without a browser.',
    flags: {
      only: listFlag('only these lessons, by number', '01,04'),
      scale: positiveFlag('what delays are multiplied by', defaultScale),
      json: switchFlag('print one JSON document'),
      html: textFlag('write the executed lessons as HTML', 'DIR', undefined),
      from: textFlag(
        'where the notebooks are',
        'DIR',
        join(project.root, 'notebooks'),
      ),
    },
  });
  return values;
}

function findNotebooks(folder: string): string[] {
  if (!existsSync(folder)) {
    throw new UsageError(
      `There is no folder ${folder}. Set --from to a folder with notebooks.`,
    );
  }
  const files = readdirSync(folder).filter((file) => file.endsWith('.ipynb'));
  if (files.length === 0) {
    throw new UsageError(`There are no notebooks (*.ipynb) in ${folder}.`);
  }
  return files.toSorted();
}

/** Returns the files whose names start with one of the numbers, in order. */
function chooseFiles(files: string[], only: readonly string[]): string[] {
  const numberOf = (file: string) => file.replace(/[-.].*$/, '');
  const unknown = only.find(
    (number) => !files.some((file) => numberOf(file) === number),
  );
  if (unknown !== undefined) {
    throw new UsageError(
      `There is no lesson ${unknown}. The lessons are ${files.map(numberOf).join(', ')}.`,
    );
  }
  if (only.length === 0) return files;
  return files.filter((file) => only.includes(numberOf(file)));
}

function showCell({ file, cell, of }: CellStart): void {
  if (!process.stderr.isTTY) return;
  clearLine();
  process.stderr.write(`${file}: cell ${cell} of ${of}`);
}

function clearLine(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}

function showRun({ file, ok, seconds, cells, error }: NotebookRun): void {
  clearLine();
  const mark = ok ? 'ok    ' : 'FAILED';
  console.log(
    `${mark} ${padToColumns(file, 32)} ${cells} cells ${seconds.toFixed(1).padStart(6)} s`,
  );
  if (!error) return;
  const [line = ''] = error.evalue.split('\n');
  console.log(`       cell ${error.cell}: ${error.ename}: ${line}`);
}
