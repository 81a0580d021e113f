import { isDeepStrictEqual } from 'node:util';
import {
  parseNotebook,
  renderNotebook,
  sourceOf,
  type Notebook,
  type NotebookCell,
} from './notebook.ts';

/** The metadata of every committed notebook. */
const notebookMetadata = {
  kernelspec: {
    display_name: 'TypeScript (async-lab)',
    language: 'typescript',
    name: 'async-lab',
  },
  language_info: { name: 'typescript' },
};

/** Tags that mean something to the runner of notebooks. */
const knownTags = ['raises-exception', 'prints-to-stderr'];

const mostCellLines = 14;
/** The id of the cell that puts a lesson's parts together. */
const wholeProgram = 'program';
const programLines = 42;
/** A starter may be longer, because it may contain code that is given. */
const starterTag = /^your-turn-/;
const starterLines = 50;
const usualLines = 8;
/** How many of a notebook's code cells may be longer than usual. */
const longShare = 0.25;
const mostColumns = 80;

/**
 * Checks the form in which notebooks are committed. Returns a line for each
 * problem; none if there is no problem.
 */
export function checkNotebookForm(text: string): string[] {
  let notebook: Notebook;
  try {
    notebook = parseNotebook(text);
  } catch (error) {
    return [(error as Error).message];
  }
  const complaints = [
    ...checkNotebook(notebook),
    ...checkLengths(notebook),
    ...notebook.cells.flatMap((cell, index) =>
      checkCell(cell).map(
        (complaint) =>
          `cell ${index + 1} (${cell.id ?? 'no id'}): ${complaint}`,
      ),
    ),
  ];
  if (complaints.length > 0) return complaints;
  return renderNotebook(notebook) === text
    ? []
    : [
        'it is not formatted as Jupyter formats it: open it in JupyterLab and save it',
      ];
}

function checkNotebook(notebook: Notebook): string[] {
  const { cells, metadata, nbformat, nbformat_minor } = notebook;
  const complaints: string[] = [];
  if (nbformat !== 4 || nbformat_minor !== 5) {
    complaints.push(`format ${nbformat}.${nbformat_minor} is not 4.5`);
  }
  const wanted =
    'language_info' in metadata
      ? notebookMetadata
      : { kernelspec: notebookMetadata.kernelspec };
  if (!isDeepStrictEqual(metadata, wanted)) {
    complaints.push(`metadata must be ${JSON.stringify(wanted)}`);
  }
  const [title] = cells;
  if (title?.cell_type !== 'markdown' || !/^# \S/.test(sourceOf(title))) {
    complaints.push('the first cell must be a title: # …');
  }
  const ids = cells.map(({ id }) => id);
  const twice = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  for (const id of twice) complaints.push(`two cells have the id ${id ?? ''}`);
  return complaints;
}

function checkLengths({ cells }: Notebook): string[] {
  const code = cells.filter(
    ({ cell_type, id = '' }) => cell_type === 'code' && !starterTag.test(id),
  );
  const long = code.filter((cell) => linesOf(cell).length > usualLines);
  const most = Math.floor(code.length * longShare);
  return long.length > most
    ? [
        `${long.length} of ${code.length} code cells have more than ${usualLines} lines; at most ${most} may have`,
      ]
    : [];
}

function checkCell(cell: NotebookCell): string[] {
  const complaints = [...checkId(cell.id), ...checkMetadata(cell)];
  if (cell.cell_type !== 'code') return complaints;
  if (cell.outputs?.length !== 0) complaints.push('it has outputs');
  if (cell.execution_count !== null) {
    complaints.push('it has an execution count');
  }
  const lines = linesOf(cell);
  const mostLines = mostLinesOf(cell);
  if (lines.length > mostLines) {
    complaints.push(`${lines.length} lines are more than ${mostLines}`);
  }
  const wide = lines.findIndex((line) => line.length > mostColumns);
  if (wide >= 0) {
    complaints.push(`line ${wide + 1} has more than ${mostColumns} columns`);
  }
  return complaints;
}

function mostLinesOf({ id = '' }: NotebookCell): number {
  if (starterTag.test(id)) return starterLines;
  return id === wholeProgram ? programLines : mostCellLines;
}

/** An id is a name such as `pooled-run`, not Jupyter's random digits. */
function checkId(id: string | undefined): string[] {
  if (id === undefined) return ['it has no id'];
  const isName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id) && id.length <= 64;
  const isRandom = /^(?=.*\d)[0-9a-f]{8}$/.test(id) || id.split('-').length > 8;
  return isName && !isRandom ? [] : ['its id is not a readable name'];
}

function checkMetadata({ metadata }: NotebookCell): string[] {
  const { tags = [], ...noise } = metadata;
  const complaints = Object.keys(noise).map(
    (name) => `its metadata has "${name}"`,
  );
  for (const tag of Array.isArray(tags) ? (tags as unknown[]) : [tags]) {
    if (!knownTags.some((known) => known === tag)) {
      complaints.push(`the tag ${JSON.stringify(tag)} means nothing here`);
    }
  }
  return complaints;
}

function linesOf(cell: NotebookCell): string[] {
  return sourceOf(cell).split('\n');
}
