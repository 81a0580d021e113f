import { SlideProblem } from './problem.ts';

/** One file of `slides/`: a section of the talk, or of the workshop alone. */
export interface Section {
  /** From the project's root, with slashes: `slides/04-concurrent.md`. */
  readonly file: string;
  /** Two digits, those of the lesson, and perhaps a letter: `04`, `04b`. */
  readonly number: string;
  readonly title: string;
  /** Of the talk; 0 for a section that only the workshop has. */
  readonly minutes: number;
  /** Whether the file itself says how many: only where no route does. */
  readonly hasOwnMinutes: boolean;
  /** From left to right; the first of a column is the talk's. */
  readonly columns: readonly (readonly Slide[])[];
}

/** One slide as it was written. */
export interface Slide {
  readonly file: string;
  /** The number of its first line in the file, from 1. */
  readonly line: number;
  /** From the comment on its first line. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Markdown, with the number of its first line. */
  readonly body: Passage;
  /** The speaker's prompts, in Markdown. */
  readonly notes: Passage;
}

/** A slide's first heading, as it is written; empty where there is none. */
export function titleOf({ body }: Slide): string {
  return /^#{1,6}\s+(.*?)\s*$/m.exec(body.text)?.[1] ?? '';
}

/** A piece of a file, and the number of its first line in it. */
export interface Passage {
  readonly text: string;
  readonly line: number;
}

const fence = /^ {0,3}(```|~~~)/;
const slideComment = /^<!--\s*\.slide:\s*(.*?)\s*-->$/;
const attribute = /([a-z][\w-]*)(?:="([^"]*)")?/gy;

/**
 * Reads one file of slides: front matter with a title, then
 * slides, separated by `---` (to the right) or `--` (below), each with prompts
 * after `Note:`.
 * @throws SlideProblem for anything missing, empty or out of place
 */
export function parseSection(file: string, text: string): Section {
  const number = /(?:^|\/)(\d\d[a-z]?)-[^/]+\.md$/.exec(file)?.[1];
  if (number === undefined) {
    throw new SlideProblem(
      { file, line: 1 },
      'the file must be named NN-slug.md, or NNx-slug.md with a letter to come after NN.',
    );
  }
  const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  const { values, end } = parseFrontMatter(file, lines);
  const columns: Slide[][] = [];
  for (const { separator, line, content } of cut(lines, end)) {
    const slide = parseSlide(file, content, line);
    const column = columns.at(-1);
    if (separator === '--' && column) column.push(slide);
    else columns.push([slide]);
  }
  return { file, number, ...values, columns };
}

function parseFrontMatter(file: string, lines: readonly string[]) {
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) {
    throw new SlideProblem(
      { file, line: 1 },
      'must begin with front matter: "---", "title: …", "---".',
    );
  }
  const found = new Map<string, string>();
  for (const [index, line] of lines.slice(1, end).entries()) {
    const [, name, value] = /^(\w+):\s*(.*?)(?:\s+#.*)?$/.exec(line) ?? [];
    if (name === undefined || !['title', 'minutes'].includes(name)) {
      const what = `"${line}" is neither "title: …" nor "minutes: …".`;
      throw new SlideProblem({ file, line: index + 2 }, what);
    }
    found.set(name, value ?? '');
  }
  const title = found.get('title') ?? '';
  if (title === '') {
    throw new SlideProblem({ file, line: 1 }, 'needs a "title: …".');
  }
  const written = found.get('minutes');
  const minutes = Number((written ?? '0') || NaN);
  if (minutes >= 0) {
    const hasOwnMinutes = written !== undefined;
    return { values: { title, minutes, hasOwnMinutes }, end: end + 1 };
  }
  const what = '"minutes: …" must be a number: 0 for the workshop alone.';
  throw new SlideProblem(
    { file, line: lines.findIndex((line) => /^minutes:/.test(line)) + 1 },
    what,
  );
}

interface Cut {
  readonly separator: string;
  /** The number of the content's first line. */
  readonly line: number;
  readonly content: readonly string[];
}

function cut(lines: readonly string[], from: number): Cut[] {
  let content: string[] = [];
  const cuts = [{ separator: '---', line: from + 1, content }];
  const isText = outsideFences(lines);
  for (const [index, line] of lines.entries()) {
    if (index < from) continue;
    if (isText[index] && /^---?$/.test(line.trimEnd())) {
      content = [];
      cuts.push({ separator: line.trimEnd(), line: index + 2, content });
    } else content.push(line);
  }
  return cuts;
}

/** For each line, whether it is outside fenced code, which may hold any mark. */
export function outsideFences(lines: readonly string[]): boolean[] {
  let open: string | undefined;
  return lines.map((line) => {
    const mark = fence.exec(line)?.[1];
    if (mark === undefined) return open === undefined;
    if (open === undefined) open = mark;
    else if (open === mark) open = undefined;
    return false;
  });
}

function parseSlide(
  file: string,
  content: readonly string[],
  line: number,
): Slide {
  const first = content.findIndex((text) => text.trim() !== '');
  if (first < 0) throw new SlideProblem({ file, line }, 'this slide is empty.');
  const comment = slideComment.exec(content[first]?.trim() ?? '')?.[1];
  const start = comment === undefined ? first : first + 1;
  const isText = outsideFences(content);
  const at = content.findIndex(
    (text, index) => isText[index] && /^Notes?:/.test(text),
  );
  if (at < 0) {
    const what =
      'this slide has no prompts for the speaker. Add a line "Note:" and a list below it.';
    throw new SlideProblem({ file, line: line + first }, what);
  }
  const notes = content
    .slice(at)
    .join('\n')
    .replace(/^Notes?:/, '');
  if (notes.trim() === '') {
    throw new SlideProblem(
      { file, line: line + at },
      '"Note:" has no prompt below it.',
    );
  }
  return {
    file,
    line: line + first,
    attributes: parseAttributes(file, comment ?? '', line + first),
    body: { text: content.slice(start, at).join('\n'), line: line + start },
    notes: { text: notes, line: line + at },
  };
}

/** `class="big" data-auto-animate`, an attribute without a value being "". */
function parseAttributes(
  file: string,
  text: string,
  line: number,
): Record<string, string> {
  const attributes: Record<string, string> = {};
  attribute.lastIndex = 0;
  while (attribute.lastIndex < text.length) {
    const at = attribute.lastIndex;
    const [whole = '', name = '', value = ''] = attribute.exec(text) ?? [];
    if (whole === '' || /^(on|style$|hidden$)/.test(name)) {
      const what = `cannot read the slide's attributes from "${text.slice(at)}".`;
      throw new SlideProblem({ file, line }, what);
    }
    attributes[name] = value;
    const space = /\s*/y;
    space.lastIndex = attribute.lastIndex;
    attribute.lastIndex += space.exec(text)?.[0].length ?? 0;
  }
  return attributes;
}
