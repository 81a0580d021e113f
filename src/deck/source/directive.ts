import { locating } from './problem.ts';
import { outsideFences, type Passage } from './section.ts';

/** A line of a slide that is replaced by something made from a file. */
export type Directive =
  | { readonly kind: 'code'; readonly at: RegionName; readonly steps: string[] }
  | { readonly kind: 'morph'; readonly at: readonly RegionName[] }
  | Named<'demo'>
  | Named<'cast'>
  | Named<'picture'>
  | {
      readonly kind: 'crowd';
      readonly name: string;
      /** The run whose answers come in, one creature each. */
      readonly run: string;
    }
  | {
      readonly kind: 'listing';
      readonly file: string;
      /** Words of the lines that each step is about. */
      readonly steps: readonly string[];
    }
  | {
      readonly kind: 'score';
      readonly name: string;
      /** The runs that the talk has come to: the others are question marks. */
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'presenter';
      /** Below a title, or with a QR code of the talk's address. */
      readonly place: 'line' | 'card';
    }
  | {
      readonly kind: 'trace';
      readonly name: string;
      readonly view: TraceView;
      /** Which of the recorded runs; by default the first. */
      readonly run: string | undefined;
    }
  | {
      readonly kind: 'both';
      readonly name: string;
      /** The two recorded runs that are drawn on one axis. */
      readonly runs: readonly string[];
    };

/** A directive that only names what it shows. */
interface Named<Kind> {
  readonly kind: Kind;
  readonly name: string;
}

/** `src/client/task-group.ts#region` */
export interface RegionName {
  readonly file: string;
  readonly region: string;
}

export const traceViews = ['waterfall', 'lanes', 'race', 'heartbeat'] as const;
export type TraceView = (typeof traceViews)[number];

const forms = {
  code: '::code FILE#REGION, and steps=a,b',
  morph: '::morph FILE#REGION FILE#REGION …',
  demo: '::demo NAME',
  cast: '::cast NAME',
  picture: '::picture NAME',
  trace: `::trace NAME view=${traceViews.join('|')}, and run=NAME`,
  both: '::both NAME runs=A,B',
  crowd: '::crowd NAME run=NAME',
  listing: '::listing FILE, and steps=WORDS,WORDS',
  score: '::score NAME, and known=A,B',
  presenter: '::presenter line|card',
};

type Kind = keyof typeof forms;

/** Whether a line is meant to be a directive. */
export function isDirective(line: string): boolean {
  return /^::[a-z]/.test(line);
}

/** A directive, where it stands, and whether it is a step of its slide. */
export type PlacedDirective = Directive & {
  /** The number of its line in the file. */
  readonly line: number;
  /** Whether `{.fragment}` follows it: then it comes with the next key. */
  readonly isStep: boolean;
};

const stepMark = /\s+\{\.fragment\}\s*$/;

/**
 * Reads all directives of a passage. Lines of fenced code are not directives.
 * @throws SlideProblem for one that cannot be read
 */
export function parseDirectives(
  file: string,
  { text, line: firstLine }: Passage,
): PlacedDirective[] {
  const lines = text.split('\n');
  const isText = outsideFences(lines);
  return lines.flatMap((words, index) => {
    const line = firstLine + index;
    if (!isText[index] || !isDirective(words)) return [];
    const directive = locating({ file, line }, () =>
      parseDirective(words.replace(stepMark, '')),
    );
    return [{ ...directive, line, isStep: stepMark.test(words) }];
  });
}

/**
 * Reads a directive.
 * @throws Error, its message one sentence, for one that cannot be read
 */
export function parseDirective(line: string): Directive {
  const [word = '', ...rest] = line.slice(2).trim().split(/\s+/);
  if (!Object.hasOwn(forms, word)) {
    const known = Object.keys(forms).map((name) => `::${name}`);
    throw new Error(
      `there is no directive ::${word}; there are ${known.join(', ')}.`,
    );
  }
  const kind = word as Kind;
  const plain = rest.filter((each) => !each.includes('='));
  const options = new Map(
    rest
      .filter((each) => each.includes('='))
      .map((each) => each.split(/=(.*)/s) as [string, string]),
  );
  const directive = readers[kind](kind, plain, options);
  if (directive && options.size === 0) return directive;
  throw new Error(`"${line}" must have the form ${forms[kind]}.`);
}

type Reader = (
  kind: Kind,
  plain: readonly string[],
  /** A reader removes the options that it understands. */
  options: Map<string, string>,
) => Directive | undefined;

const readers: Record<Kind, Reader> = {
  code: readCode,
  morph: readMorph,
  demo: readNamed,
  cast: readNamed,
  picture: readNamed,
  trace: readTrace,
  both: readBoth,
  crowd: readCrowd,
  listing: readListing,
  score: readScore,
  presenter: readPresenter,
};

function readCode(...[, plain, options]: Parameters<Reader>) {
  const at = parseRegionName(plain[0]);
  const steps = take(options, 'steps')?.split(',') ?? [];
  if (!at || plain.length !== 1 || steps.includes('')) return undefined;
  return { kind: 'code' as const, at, steps };
}

function readMorph(...[, plain]: Parameters<Reader>) {
  const at = plain.map(parseRegionName).filter((each) => each !== undefined);
  if (at.length !== plain.length || at.length < 2) return undefined;
  return { kind: 'morph' as const, at };
}

function readNamed(...[kind, plain]: Parameters<Reader>) {
  const [name] = plain;
  if (!isName(name) || plain.length !== 1) return undefined;
  return { kind, name } as Directive;
}

function readTrace(...[, plain, options]: Parameters<Reader>) {
  const [name] = plain;
  const view = take(options, 'view') ?? 'waterfall';
  const run = take(options, 'run');
  const known = traceViews.find((each) => each === view);
  if (!isName(name) || plain.length !== 1 || !known) return undefined;
  return { kind: 'trace' as const, name, view: known, run };
}

function readBoth(...[, plain, options]: Parameters<Reader>) {
  const [name] = plain;
  const runs = take(options, 'runs')?.split(',') ?? [];
  if (!isName(name) || plain.length !== 1) return undefined;
  if (runs.length !== 2 || runs.includes('')) return undefined;
  return { kind: 'both' as const, name, runs };
}

function readCrowd(...[, plain, options]: Parameters<Reader>) {
  const [name] = plain;
  const run = take(options, 'run') ?? '';
  if (!isName(name) || plain.length !== 1 || run === '') return undefined;
  return { kind: 'crowd' as const, name, run };
}

function readListing(...[, plain, options]: Parameters<Reader>) {
  const [file] = plain;
  const steps = take(options, 'steps')?.split(',') ?? [];
  if (!isFile(file) || plain.length !== 1 || steps.includes('')) {
    return undefined;
  }
  return { kind: 'listing' as const, file, steps };
}

function readScore(...[, plain, options]: Parameters<Reader>) {
  const [name] = plain;
  const known = take(options, 'known')?.split(',') ?? [];
  if (!isName(name) || plain.length !== 1 || known.includes('')) {
    return undefined;
  }
  return { kind: 'score' as const, name, known };
}

function readPresenter(...[, plain]: Parameters<Reader>) {
  const places = ['line', 'card'] as const;
  const place = places.find((each) => each === plain[0]);
  if (plain.length !== 1 || !place) return undefined;
  return { kind: 'presenter' as const, place };
}

function take(options: Map<string, string>, name: string) {
  const value = options.get(name);
  options.delete(name);
  return value;
}

/** A name cannot lead out of its folder. */
function isName(name: string | undefined): name is string {
  return name !== undefined && /^[a-z0-9][a-z0-9-]*$/.test(name);
}

function parseRegionName(text: string | undefined): RegionName | undefined {
  const [, file, region] = /^([\w./-]+)#([\w-]+)$/.exec(text ?? '') ?? [];
  if (!isFile(file) || region === undefined) return undefined;
  return { file, region };
}

/** A file cannot be outside of the project. */
function isFile(file: string | undefined): file is string {
  if (file === undefined || !/^[\w./-]+$/.test(file)) return false;
  return !file.startsWith('/') && !file.split('/').includes('..');
}
