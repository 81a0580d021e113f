import { escapeText } from '../../trace/render/svg.ts';
import {
  cellCodeOf,
  starterCodeOf,
  type Master,
} from '../../practice/master.ts';
import type { Notebook, NotebookCell } from '../notebooks/notebook.ts';

/**
 * The ids of a lesson's last cells. The generated ones precede both: the lab is
 * still open while they are worked on.
 */
const endMarks = ['close', 'go-on'];

/** How the ids of all generated cells begin. */
const prefix = 'your-turn';

/** The cell that holds an exercise's starter. */
export function starterCellId(exerciseId: string): string {
  return `${prefix}-start-${exerciseId}`;
}

/** The cell that asks for the verdict. */
export function checkCellId(exerciseId: string): string {
  return `${prefix}-check-${exerciseId}`;
}

/** Whether a cell was generated from a solution. */
function isYourTurn({ id = '' }: NotebookCell): boolean {
  return id.startsWith(prefix);
}

/**
 * Returns the lesson with new cells for its exercises in place of the old ones:
 * the task, a starter, a check, and hints that are folded away.
 * @param names the function that each exercise asks for, by exercise
 * @throws Error if the lesson has no cell "close" or "go-on"
 */
export function withYourTurn(
  lesson: Notebook,
  masters: readonly Master[],
  names: ReadonlyMap<string, string>,
): Notebook {
  const cells = lesson.cells.filter((cell) => !isYourTurn(cell));
  const end = cells.findIndex(({ id = '' }) => endMarks.includes(id));
  if (end < 0) throw new Error(`It has no cell "${endMarks.join('" or "')}".`);
  const turns = masters.flatMap((master) =>
    cellsFor(master, names.get(master.id) ?? ''),
  );
  const heading = masters.length > 0 ? [markdown(prefix, intro)] : [];
  return { ...lesson, cells: cells.toSpliced(end, 0, ...heading, ...turns) };
}

const intro = `## Your turn

Write over what the starter throws, run its cell, then run the check below it. The check does not look at your code and carries no stopwatch: it calls your function a few times, each with a lab of its own, and asks the servers what happened. The lab of this lesson is still open, so try your function on it first. In a terminal, \`npm run exercises\` has the same exercises.`;

function cellsFor(master: Master, name: string): NotebookCell[] {
  const { id, title, minutes, task, hints } = master;
  const about = `### ${title}\n\n*Exercise ${id}, about ${minutes} minutes.*\n\n${task}`;
  const folds = hints.map((hint, index) => {
    return `<details><summary>Hint ${index + 1}</summary><p>${htmlOf(hint)}</p></details>`;
  });
  return [
    markdown(`${prefix}-task-${id}`, about),
    code(starterCellId(id), cellCodeOf(starterCodeOf(master))),
    code(checkCellId(id), checkCode(id, name)),
    markdown(`${prefix}-hints-${id}`, folds.join('\n\n')),
  ];
}

/** With the import, so that a reader can start with this cell. */
export function checkCode(id: string, name: string, options = ''): string {
  const args = [`'${id}'`, name, options].filter(Boolean).join(', ');
  return `import { check } from 'async-lab';\n\nawait check(${args});`;
}

/**
 * A hint's code and emphasis as HTML: not every front end renders Markdown
 * inside of `<details>`.
 */
function htmlOf(hint: string): string {
  return escapeText(hint)
    .split(/`([^`]+)`/)
    .map((part, index) =>
      index % 2 === 1
        ? `<code>${part}</code>`
        : part
            .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
            .replace(/\*([^*]+)\*/g, '<em>$1</em>'),
    )
    .join('');
}

function markdown(id: string, source: string): NotebookCell {
  return { cell_type: 'markdown', id, metadata: {}, source };
}

function code(id: string, source: string): NotebookCell {
  const nothing = { execution_count: null, outputs: [] };
  return { cell_type: 'code', id, metadata: {}, source, ...nothing };
}
