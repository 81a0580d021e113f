import { parseArgs } from 'node:util';
import { HelpRequest, UsageError } from '../setup/errors.mjs';
import type { Flag, Flags } from './flag.ts';

export type { Flag } from './flag.ts';
export * from './flags.ts';
export { UsageError, WorkError } from '../setup/errors.mjs';

/** What a command declares about its command line. */
export interface CommandLine<Declared extends Flags> {
  /** What a person types: `npm run race`. */
  readonly command: string;
  readonly summary: string;
  readonly flags: Declared;
  /** The arguments that are not flags, as the help names them: `[URL]`. */
  readonly positionals?: { readonly name: string; readonly atMost: number };
}

/** The values of all declared flags, by name, and the other arguments. */
export interface ParsedOptions<Declared extends Flags> {
  readonly values: {
    readonly [Name in keyof Declared]: Declared[Name] extends Flag<infer Value>
      ? Value
      : never;
  };
  readonly positionals: readonly string[];
}

/**
 * Reads a command's arguments.
 * @throws UsageError, a message of one line, for an unknown flag, a wrong or
 * missing value and an argument too many
 * @throws HelpRequest for `--help`
 */
export function parseOptions<const Declared extends Flags>(
  args: readonly string[],
  line: CommandLine<Declared>,
): ParsedOptions<Declared> {
  const values: Record<string, unknown> = {};
  for (const [name, flag] of Object.entries(line.flags)) {
    values[name] = flag.fallback;
  }
  const positionals: string[] = [];
  for (const token of tokensOf(args, line.flags)) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.rawName === '--help' || token.rawName === '-h') {
      throw new HelpRequest(renderHelp(line));
    }
    values[token.name] = readFlag(token, line, values[token.name]);
  }
  const surplus = positionals[line.positionals?.atMost ?? 0];
  if (surplus !== undefined) {
    throw new UsageError(
      `${line.command} does not take the argument "${surplus}".`,
    );
  }
  return {
    values: values as ParsedOptions<Declared>['values'],
    positionals,
  };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function tokensOf(args: readonly string[], flags: Flags) {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { valueName }]) => [
      name,
      { type: valueName ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  // Not strict: unknown flags are reported here, in our own words.
  return parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;
}

function readFlag(
  token: OptionToken,
  line: CommandLine<Flags>,
  before: unknown,
): unknown {
  const { rawName, value } = token;
  const flag = Object.hasOwn(line.flags, token.name)
    ? line.flags[token.name]
    : undefined;
  if (!flag || !rawName.startsWith('--')) {
    const known = Object.keys(line.flags).map((name) => `--${name}`);
    throw new UsageError(
      `${line.command} has no flag ${rawName}; it has ${[...known, '--help'].join(', ')}.`,
    );
  }
  if (!flag.valueName && value !== undefined) {
    throw new UsageError(`${rawName} takes no value, but got "${value}".`);
  }
  const missing =
    value === undefined || (!token.inlineValue && value.startsWith('--'));
  if (flag.valueName && missing) {
    throw new UsageError(
      `${rawName} needs a value: ${rawName} ${flag.valueName}.`,
    );
  }
  const read = flag.parse(value ?? '');
  if ('value' in read) {
    return flag.join ? flag.join(before, read.value) : read.value;
  }
  throw new UsageError(
    `${rawName} must be ${read.mustBe}, but got "${value ?? ''}".`,
  );
}

/** Returns the help of a command, as `--help` prints it. */
function renderHelp(line: CommandLine<Flags>): string {
  const usage = `Usage: ${line.command} -- [FLAGS] ${line.positionals?.name ?? ''}`;
  const rows = Object.entries(line.flags).map(([name, flag]) => [
    `--${name}${flag.valueName ? ` ${flag.valueName}` : ''}`,
    flag.description,
  ]);
  rows.push(
    ['--version', 'show the version of the kit and stop'],
    ['--help', 'show this and stop'],
  );
  const width = Math.max(...rows.map(([left = '']) => left.length));
  const list = rows.map(
    ([left = '', right = '']) => `  ${left.padEnd(width)}  ${right}`,
  );
  return [line.summary, '', usage.trimEnd(), '', ...list].join('\n');
}
