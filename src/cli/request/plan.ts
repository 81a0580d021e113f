import { claimStandardOutput } from '../../command/files.ts';
import { isWebAddress, UsageError } from '../../command/options.ts';
import type { Header } from '../../trace/trace.ts';
import { readOptions, type RequestOptions } from './options.ts';

/** What to send, and where. */
export interface Plan {
  readonly method: string;
  /** Without user name and password, which are sent as a header. */
  readonly url: URL;
  readonly headers: readonly Header[];
  /** The value of `--data` or `--json`; undefined if there is no body. */
  readonly data: string | undefined;
  /** Whether data is sent as it is, even if it begins with `@` or is `-`. */
  readonly dataIsText: boolean;
  readonly options: RequestOptions;
}

/** A method's name in HTTP (RFC 9110, section 5.6.2). */
const token = /^[!#$%&'*+\-.^_`|~\w]+$/;

/** @throws UsageError in one line if the arguments make no sense */
export function planRequest(args: string[]): Plan {
  const { values: options, positionals } = readOptions(args);
  checkTogether(options);
  const address = positionals.at(-1) ?? '';
  const data = options.json ?? options.data;
  const url = readAddress(address);
  const headers = [...options.header, ...credentials(url)];
  addUnlessGiven(headers, 'user-agent', 'async-lab');
  if (options.json !== undefined) {
    addUnlessGiven(headers, 'content-type', 'application/json');
  }
  return {
    method: readMethod(
      positionals.length > 1 ? positionals[0] : undefined,
      data,
    ),
    url,
    headers,
    data,
    dataIsText: options.json !== undefined,
    options,
  };
}

function checkTogether(options: RequestOptions): void {
  const { data, json, quiet, verbose, har, trace, output } = options;
  claimStandardOutput({
    '--har': har,
    '--trace': trace,
    '--output': output,
  });
  if (quiet && verbose) {
    throw new UsageError('Use either --quiet or --verbose, not both.');
  }
  if (data !== undefined && json !== undefined) {
    throw new UsageError('Use either --data or --json, not both.');
  }
  if (json !== undefined) checkJson(json);
}

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    const { message } = cause as Error;
    throw new UsageError(
      `--json must be JSON, but ${message}; to send a file, or text that is not ` +
        "JSON, use --data with --header 'content-type: application/json'.",
      { cause },
    );
  }
}

function readMethod(
  given: string | undefined,
  data: string | undefined,
): string {
  if (given === undefined) return data === undefined ? 'GET' : 'POST';
  if (!token.test(given)) {
    throw new UsageError(`"${given}" is not a method such as GET or POST.`);
  }
  // It asks a proxy for a connection, and has no answer to show.
  if (given.toUpperCase() === 'CONNECT') {
    throw new UsageError(
      'CONNECT asks a proxy for a tunnel; this command cannot do that.',
    );
  }
  return given.toUpperCase();
}

function readAddress(text: string): URL {
  if (text === '') {
    throw new UsageError(
      'An address is missing: npm run request -- http://127.0.0.1:8080/ (npm run lab prints some addresses).',
    );
  }
  if (isWebAddress(text)) return new URL(text);
  const likely =
    // Another scheme has a colon as well, but no port behind it.
    /[.:]/.test(text) &&
    !/^[a-z][a-z+.-]*:(?!\d)/i.test(text) &&
    isWebAddress(`http://${text}`)
      ? `: try http://${text}`
      : '';
  throw new UsageError(
    `"${text}" is not an address that begins with http:// or https://${likely}.`,
  );
}

/** Removes them from the address, where undici would ignore them. */
function credentials(url: URL): Header[] {
  const { username, password } = url;
  if (username === '' && password === '') return [];
  url.username = '';
  url.password = '';
  // Byte by byte, because a password may have a % of its own, or no UTF-8.
  const bytes = `${username}:${password}`.replace(
    /%([\da-f]{2})/gi,
    (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)),
  );
  const pair = Buffer.from(bytes, 'latin1').toString('base64');
  return [['authorization', `Basic ${pair}`]];
}

function addUnlessGiven(headers: Header[], name: string, value: string): void {
  if (headers.every(([given]) => given.toLowerCase() !== name)) {
    headers.push([name, value]);
  }
}
