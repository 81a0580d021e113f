import { renderUnwritten } from './attempt/unwritten.ts';
import { isTodo, MasterError, segmentsOf, type Segment } from './segments.ts';

export { MasterError } from './segments.ts';

/** An exercise as its author wrote it, with the solution. */
export interface Master {
  /** The file's name without its extension: the lesson's number and a slug. */
  readonly id: string;
  readonly title: string;
  /** How long a learner may need. */
  readonly minutes: number;
  /** What to do, in Markdown. */
  readonly task: string;
  /** Three hints, each more specific than the one before. */
  readonly hints: readonly string[];
  /** Imports, signatures and solution, in the order of the file. */
  readonly segments: readonly Segment[];
}

const hintCount = 3;

/**
 * Reads a master: a doc comment with a title, a task, `@minutes` and three
 * `@hint`, then code with the solution in marked regions.
 * @throws MasterError when a part is missing, empty or out of place
 */
export function parseMaster(id: string, text: string): Master {
  const found = /^\/\*\*\n([\s\S]*?)\n \*\/\n/.exec(text);
  if (!found) {
    throw new MasterError(
      id,
      'must begin with a doc comment that holds the task.',
      1,
    );
  }
  const [head, comment = ''] = found;
  const lines = comment.split('\n').map((line) => line.replace(/^ \* ?/, ''));
  const [about = '', ...tags] = lines.join('\n').split(/^(?=@)/m);
  const { title, task } = parseAbout(id, about.trim());
  const code = text.slice(head.length).trimEnd();
  return {
    id,
    title,
    task,
    minutes: parseMinutes(id, valuesOf(tags, 'minutes')),
    hints: parseHints(id, valuesOf(tags, 'hint')),
    segments: segmentsOf(id, code, head.split('\n').length),
  };
}

function parseAbout(id: string, about: string) {
  const found = /^# (.+)\n\n([\s\S]+)$/.exec(about);
  const [, title, task] = found ?? [];
  if (title !== undefined && task !== undefined) return { title, task };
  throw new MasterError(
    id,
    'the doc comment needs a "# Title", an empty line and the task below it.',
    1,
  );
}

/** The texts after a tag, each on one line. */
function valuesOf(tags: readonly string[], name: string): string[] {
  return tags
    .filter((tag) => tag.startsWith(`@${name} `))
    .map((tag) => tag.slice(name.length + 2).trim())
    .map((value) => value.replace(/\n\s*/g, ' '));
}

function parseMinutes(id: string, values: readonly string[]): number {
  const minutes = Number(values[0]);
  if (values.length === 1 && Number.isInteger(minutes)) return minutes;
  throw new MasterError(
    id,
    'needs one line "@minutes" with a whole number.',
    1,
  );
}

function parseHints(id: string, hints: readonly string[]): readonly string[] {
  const isComplete = hints.length === hintCount && hints.every(Boolean);
  if (isComplete) return hints;
  throw new MasterError(
    id,
    `needs ${hintCount} lines "@hint", each with a text.`,
    1,
  );
}

/** The text of the file that a learner begins with. */
export function starterOf(master: Master): string {
  const { title, task } = master;
  const about = [`# ${title}`, '', ...task.split('\n')];
  const comment = about.map((line) => ` * ${line}`.trimEnd());
  const code = starterCodeOf(master);
  return `${['/**', ...comment, ' */', code].join('\n')}\n`;
}

/** The starter's code: each solution is replaced by its TODO and an error. */
export function starterCodeOf({ segments }: Master): string {
  let name = '';
  const lines = segments.flatMap(({ kind, lines }) => {
    if (kind === 'solution') return lines.filter(isTodo).flatMap(withError);
    for (const line of lines) name = functionIn(line) ?? name;
    return lines;
  });

  function withError(line: string): string[] {
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    return [line, indent + renderUnwritten(name)];
  }

  return lines.join('\n');
}

/** The solution's code, without region marks and TODO. */
export function solutionCodeOf({ segments }: Master): string {
  const lines = segments.flatMap(({ lines }) => lines);
  return lines.filter((line) => !isTodo(line)).join('\n');
}

function functionIn(line: string): string | undefined {
  return /\bfunction\*? (\w+)/.exec(line)?.[1];
}

/** Code for a notebook's cell, which cannot export. */
export function cellCodeOf(code: string): string {
  return code.replace(
    /^export (?=(async )?(function|class|const|type|interface))/gm,
    '',
  );
}
