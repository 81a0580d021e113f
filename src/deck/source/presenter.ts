import { SlideProblem } from './problem.ts';

/** Who gives the talk, and where it can be found afterwards. */
export interface Presenter {
  readonly name?: string;
  /** How to reach them: an e-mail address, or a name on a network. */
  readonly contact?: string;
  /** Where and when the talk is given. */
  readonly event?: string;
  /** A web address: the last slide shows it as a QR code too. */
  readonly address?: string;
  /** What is to be found there, in a few words. */
  readonly addressSays?: string;
}

export const presenterFile = 'slides/speaker.json';

/** How many characters a slide has room for, in each. */
const mostLetters: Readonly<Record<keyof Presenter, number>> = {
  name: 60,
  contact: 60,
  event: 80,
  address: 120,
  addressSays: 60,
};
const fields = Object.keys(mostLetters) as (keyof Presenter)[];

/**
 * Reads what a presenter says of themselves.
 * @throws SlideProblem that names the line of what cannot be read
 */
export function parsePresenter(text: string): Presenter {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw problem(1, 'must hold one object: { "name": "…" }.');
  }
  for (const [key, content] of Object.entries(value)) {
    const what = problemOf(key, content);
    if (what !== undefined) throw problem(lineOf(text, key), what);
  }
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw problem(
      brokenLine(text),
      'is not JSON. Compare it with slides/speaker.example.json: each line ends with a comma, but for the last.',
    );
  }
}

/**
 * The first line that cannot be right, whatever follows it. V8 names a position
 * only for some mistakes.
 */
function brokenLine(text: string): number {
  const lines = text.trimEnd().split('\n');
  const broken = lines.findIndex((_, index) =>
    isBroken(lines.slice(0, index + 1).join('\n')),
  );
  return broken < 0 ? lines.length : broken + 1;
}

/** Whether a text is neither JSON nor the beginning of it. */
function isBroken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const { message } = error as SyntaxError;
    if (/end of JSON input/.test(message)) return false;
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    // A text between quotes cannot go on in the next line.
    const isCut = Number(position ?? 0) >= text.length;
    return !isCut || /[Uu]nterminated/.test(message);
  }
}

function lineOf(text: string, key: string): number {
  const index = text
    .split('\n')
    .findIndex((line) => line.includes(JSON.stringify(key)));
  return Math.max(0, index) + 1;
}

function problemOf(key: string, content: unknown): string | undefined {
  const most = fields.find((field) => field === key);
  if (most === undefined) {
    return `there is no "${key}"; there are ${fields.join(', ')}.`;
  }
  if (typeof content !== 'string' || content.trim() === '') {
    return `"${key}" must be a text between quotes. Leave the line out to say nothing.`;
  }
  if (content.length > mostLetters[most]) {
    return `"${key}" has ${content.length} characters, but a slide has room for ${mostLetters[most]}.`;
  }
  if (key === 'address' && !isWebAddress(content)) {
    return `"address" must begin with https:// or http://, but is "${content}".`;
  }
  return undefined;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function problem(line: number, what: string): SlideProblem {
  return new SlideProblem({ file: presenterFile, line }, what);
}

/**
 * What is known of a talk whose presenter says nothing: the project's own name
 * and address, where its package.json has an address.
 */
export function presenterOfPackage(text: string): Presenter {
  const { name, repository } = JSON.parse(text) as {
    name?: string;
    repository?: string | { url?: string };
  };
  const url =
    typeof repository === 'string' ? repository : (repository?.url ?? '');
  const address = url.replace(/^git\+/, '').replace(/\.git$/, '');
  if (!isWebAddress(address)) return {};
  return { address, ...(name === undefined ? {} : { addressSays: name }) };
}
