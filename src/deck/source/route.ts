import { lineOfSyntaxError, parseLinedJson } from './json-lines.ts';
import { SlideProblem, type SourcePosition } from './problem.ts';

/** A way through the deck: which slides, and how long: `slides/routes/20.json`. */
export interface Route extends SourcePosition {
  /** What `--route` takes: `20`. */
  readonly name: string;
  /** As a heading has it: `20 minutes`. */
  readonly title: string;
  readonly minutes: number;
  readonly parts: readonly RoutePart[];
}

/** A stretch of a route: some of a section's slides, or work without slides. */
export interface RoutePart extends SourcePosition {
  readonly minutes: number;
  /** What happens in this time, for the person who plans. */
  readonly what: string;
  /** Its number; without one, the slide before stays on the screen meanwhile. */
  readonly section?: string;
  /** By default the section's upper row; `all` has what is below it as well. */
  readonly slides?: 'all' | readonly RouteSlide[];
}

/** A slide, by its title, in the order of the deck. */
export interface RouteSlide extends SourcePosition {
  readonly title: string;
  /** Of the part's minutes; what is left is shared out evenly. */
  readonly minutes?: number;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a route.
 * @throws SlideProblem for anything missing, unknown or out of place, and where
 * the minutes do not add up
 */
export function parseRoute(file: string, text: string): Route {
  const { value, lineOf } = parse(file, text);
  const at = (path: string) => ({ file, line: lineOf(path) });
  const reader = createReader(at);
  const { title, minutes, parts } = reader.object(value, '', [
    'title',
    'minutes',
    'parts',
  ]);
  const route = {
    ...at('minutes'),
    name: /([^/]+)\.json$/.exec(file)?.[1] ?? file,
    title: reader.text(title, 'title'),
    minutes: reader.minutes(minutes, 'minutes'),
    parts: reader
      .list(parts, 'parts')
      .map((part, index) => readPart(reader, part, `parts.${index}`)),
  };
  checkMinutes(route);
  return route;
}

function parse(file: string, text: string) {
  try {
    return parseLinedJson(text);
  } catch (error) {
    const line = lineOfSyntaxError(text, error as Error);
    const what = `cannot be read as JSON: ${(error as Error).message}`;
    throw new SlideProblem({ file, line }, what);
  }
}

function checkMinutes(route: Route): void {
  const sum = route.parts.reduce((sum, { minutes }) => sum + minutes, 0);
  if (Math.abs(sum - route.minutes) < 0.01) return;
  const words = `the parts' minutes add up to ${Number(sum.toFixed(2))}, but the route has ${route.minutes}.`;
  throw new SlideProblem(route, words);
}

type Reader = ReturnType<typeof createReader>;

/** What reads values of a route, and names the line of one that is wrong. */
function createReader(at: (path: string) => SourcePosition) {
  const fail = (path: string, what: string): never => {
    throw new SlideProblem(at(path), what);
  };
  const name = (path: string) => path.split('.').at(-1) ?? path;
  return {
    at,
    fail,
    object(value: unknown, path: string, keys: readonly string[]): Json {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return fail(path, `here must be an object with ${keys.join(', ')}.`);
      }
      const unknown = Object.keys(value).find((key) => !keys.includes(key));
      if (unknown === undefined) return value as Json;
      const where = path === '' ? unknown : `${path}.${unknown}`;
      return fail(where, `"${unknown}" is not one of ${keys.join(', ')}.`);
    },
    text(value: unknown, path: string): string {
      if (typeof value === 'string' && value.trim() !== '') return value;
      return fail(path, `"${name(path)}" must be text that is not empty.`);
    },
    minutes(value: unknown, path: string): number {
      if (typeof value === 'number' && value > 0) return value;
      return fail(path, `"${name(path)}" must be a number above 0.`);
    },
    list(value: unknown, path: string): readonly unknown[] {
      if (Array.isArray(value) && value.length > 0) return value as unknown[];
      return fail(path, `"${name(path)}" must be a list with something in it.`);
    },
  };
}

function readPart(reader: Reader, value: unknown, path: string): RoutePart {
  const keys = ['section', 'minutes', 'what', 'slides'];
  const { section, minutes, what, slides } = reader.object(value, path, keys);
  const part = {
    ...reader.at(path),
    minutes: reader.minutes(minutes, `${path}.minutes`),
    what: reader.text(what, `${path}.what`),
  };
  if (section === undefined) {
    if (slides !== undefined) {
      reader.fail(path, 'a part with slides needs the number of its section.');
    }
    if (path === 'parts.0') {
      reader.fail(path, 'the first part must have a section.');
    }
    return part;
  }
  const number = reader.text(section, `${path}.section`);
  if (slides === undefined) return { ...part, section: number };
  if (slides === 'all') return { ...part, section: number, slides };
  const chosen = reader
    .list(slides, `${path}.slides`)
    .map((slide, index) => readSlide(reader, slide, `${path}.slides.${index}`));
  return { ...part, section: number, slides: chosen };
}

/** `"The race"`, or `{ "title": "The race", "minutes": 2 }`. */
function readSlide(reader: Reader, value: unknown, path: string): RouteSlide {
  if (typeof value === 'string') {
    return { ...reader.at(path), title: reader.text(value, path) };
  }
  const read = reader.object(value, path, ['title', 'minutes']);
  return {
    ...reader.at(path),
    title: reader.text(read['title'], `${path}.title`),
    minutes: reader.minutes(read['minutes'], `${path}.minutes`),
  };
}
