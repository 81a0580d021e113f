/** What is in a JSON text, and on which line each of its values begins. */
export interface LinedJson {
  readonly value: unknown;
  /** @param path keys and indices from the outside in, as in `parts.3.slides` */
  readonly lineOf: (path: string) => number;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** An object or list that is open, and where in it the next value belongs. */
interface Open {
  readonly path: readonly (string | number)[];
  place: string | number;
}

/**
 * Reads JSON, and remembers where its values are.
 * @throws SyntaxError, as JSON.parse has it
 */
export function parseLinedJson(text: string): LinedJson {
  const value = JSON.parse(text) as unknown;
  const lines = new Map<string, number>();
  const open: Open[] = [];
  for (const { 0: word, index } of text.matchAll(token)) {
    const here = open.at(-1);
    if (word === '}' || word === ']') open.pop();
    if (word === ',' && typeof here?.place === 'number') here.place += 1;
    if (/^[}\],:]$/.test(word)) continue;
    if (here && isKey(text, index + word.length)) {
      here.place = JSON.parse(word) as string;
      continue;
    }
    const path = here ? [...here.path, here.place] : [];
    lines.set(path.join('.'), text.slice(0, index).split('\n').length);
    if (word === '{') open.push({ path, place: '' });
    if (word === '[') open.push({ path, place: 0 });
  }
  return { value, lineOf: (path) => lines.get(path) ?? 1 };
}

/** Only keys have a colon behind them. */
function isKey(text: string, end: number): boolean {
  return /^\s*:/.test(text.slice(end, end + 80));
}

/** The line that a SyntaxError of JSON.parse names, where it names one. */
export function lineOfSyntaxError(text: string, error: Error): number {
  const [, line] = /\(line (\d+) column \d+\)/.exec(error.message) ?? [];
  if (line !== undefined) return Number(line);
  const [, at] = /at position (\d+)/.exec(error.message) ?? [];
  return text.slice(0, Number(at ?? text.length)).split('\n').length;
}
