import { isWebAddress, UsageError } from '../../command/options.ts';
import type { Header } from '../../trace/trace.ts';
import { readOptions, type RequestOptions } from './options.ts';

/** What is to be sent, and where. */
export interface Plan {
  readonly method: string;
  /** Without a name and a password, which go into a header. */
  readonly url: URL;
  readonly headers: readonly Header[];
  /** As `--data` was given, or the JSON text; nothing to send without it. */
  readonly data: string | undefined;
  /** Whether a leading `@` or a lone `-` in the data names a source of it. */
  readonly dataIsText: boolean;
  readonly options: RequestOptions;
}

/** A name that HTTP can carry (RFC 9110, section 5.6.2). */
const token = /^[!#$%&'*+\-.^_`|~\w]+$/;

/** @throws UsageError in one line for what makes no sense */
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

function checkTogether({ data, json, quiet, verbose }: RequestOptions): void {
  if (quiet && verbose) {
    throw new UsageError('Choose one of --quiet and --verbose.');
  }
  if (data !== undefined && json !== undefined) {
    throw new UsageError('Choose one of --data and --json.');
  }
  if (json !== undefined) checkJson(json);
}

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    const { message } = cause as Error;
    throw new UsageError(
      `--json must be JSON, but ${message}; to send a file, or what is no ` +
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
    throw new UsageError(`"${given}" is no method such as GET or POST.`);
  }
  // A proxy's method: it asks for a connection, not for an answer.
  if (given.toUpperCase() === 'CONNECT') {
    throw new UsageError('CONNECT asks for a tunnel, which is not done here.');
  }
  return given.toUpperCase();
}

function readAddress(text: string): URL {
  if (text === '') {
    throw new UsageError(
      'Say which address: npm run request -- http://127.0.0.1:8080/ (npm run lab prints some).',
    );
  }
  if (isWebAddress(text)) return new URL(text);
  const likely =
    /[.:]/.test(text) && isWebAddress(`http://${text}`)
      ? `: try http://${text}`
      : '';
  throw new UsageError(
    `"${text}" is no address that begins with http:// or https://${likely}.`,
  );
}

/** Takes them out of the address, where undici would pass over them. */
function credentials(url: URL): Header[] {
  const { username, password } = url;
  if (username === '' && password === '') return [];
  url.username = '';
  url.password = '';
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return [['authorization', `Basic ${Buffer.from(pair).toString('base64')}`]];
}

function addUnlessGiven(headers: Header[], name: string, value: string): void {
  if (headers.every(([given]) => given.toLowerCase() !== name)) {
    headers.push([name, value]);
  }
}
