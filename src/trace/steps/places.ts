import type { Frame } from './steps.ts';

/** The kit's own files, whose frames are no part of a program. */
const kit = new URL('../../', import.meta.url).href;

/** Where a program is. */
export interface Place {
  /** The functions of the program that run, the innermost first. */
  readonly stack: readonly Frame[];
  /** Whether it is the program itself, and not a package that it called. */
  readonly isOwn: boolean;
  /** Such as `Promise.all`, where that is what the program called. */
  readonly builtIn: string | undefined;
}

type Formatter = (error: Error, sites: NodeJS.CallSite[]) => unknown;

/** Where the program is that called this. */
export function currentPlace(): Place {
  const host = Error as { prepareStackTrace?: Formatter | undefined };
  const format = host.prepareStackTrace;
  let sites: readonly NodeJS.CallSite[] = [];
  // The kernel's own knows the cells' lines; and no text has what is built in.
  host.prepareStackTrace = (error, callSites) => {
    sites = callSites;
    return format?.(error, callSites);
  };
  const rendered: unknown = new Error().stack;
  host.prepareStackTrace = format;
  const names = sites.map((site) =>
    (site as { toString(): string }).toString(),
  );
  const stack = typeof rendered === 'string' ? rendered : textOf(names);
  return placeOf(stack, names);
}

function textOf(names: readonly string[]): string {
  return names.map((name) => `    at ${name}`).join('\n');
}

function placeOf(text: string, names: readonly string[]): Place {
  const lines = text.split('\n').filter((line) => !isOurs(line));
  const [first] = lines.filter((line) => framePattern.test(line));
  const stack = lines.map(frameOf).filter((frame) => frame !== undefined);
  const builtIn = calledBuiltIn(names);
  return {
    stack,
    isOwn: first !== undefined && frameOf(first) !== undefined,
    builtIn,
  };
}

/** The one that the program called: it may have called others. */
function calledBuiltIn(names: readonly string[]): string | undefined {
  const program = names.findIndex((name) => {
    const line = `    at ${name}`;
    return framePattern.test(line) && !isOurs(line);
  });
  const called = names
    .slice(0, program < 0 ? undefined : program)
    .map((name) => /^(?:Function|Promise)\.(\w+) \(<anonymous>\)$/.exec(name))
    .findLast((match) => match !== null)?.[1];
  return called === undefined ? undefined : `Promise.${called}`;
}

/** This recorder's own lines, and Node's, between it and who called. */
function isOurs(line: string): boolean {
  const file = framePattern.exec(line)?.[2] ?? '';
  return file.startsWith('node:') || isOfKit(file);
}

const framePattern = /^\s+at (?:(?:async )?(.+?) \()?(.+?):(\d+):\d+\)?$/;

function frameOf(line: string): Frame | undefined {
  // What is only awaited does not run.
  if (/^\s+at async /.test(line)) return undefined;
  const [, name = '', file, row] = framePattern.exec(line) ?? [];
  if (file === undefined || isMachinery(file)) return undefined;
  return { name: plain(name), file, line: Number(row) };
}

function plain(name: string): string {
  const words = name.replace(/^(?:Object|Module|Proxy)\./, '');
  return words === '' || words.includes('<anonymous>') ? 'the program' : words;
}

function isOfKit(file: string): boolean {
  const isOfPackage = file.startsWith('async-lab/') || file.startsWith(kit);
  return isOfPackage && !/\.test\.[jt]s$/.test(file);
}

function isMachinery(file: string): boolean {
  return (
    file.startsWith('node:') ||
    file.includes('/node_modules/') ||
    isOfKit(file) ||
    // A package, by the name that the kernel gives its files.
    /^(?:@[\w.-]+\/)?[\w.-]+\/.+\.[cm]?js$/.test(file)
  );
}
