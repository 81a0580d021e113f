import { STATUS_CODES } from 'node:http';
import { decodeHeader } from '../../command/charset.ts';
import { failed } from '../../trace/analyse/summarise.ts';
import {
  printable,
  styled,
  type TextOptions,
} from '../../trace/render/text-style.ts';
import type { Header, RequestTrace } from '../../trace/trace.ts';

/** How the head of an answer is shown. */
export interface HeadOptions extends Required<TextOptions> {
  /** Whether to show what was sent as well. */
  readonly verbose: boolean;
  /** Gives the version of HTTP that is used with an origin. */
  readonly protocolOf: (origin: string) => string;
}

/**
 * Returns status lines and headers: for a redirect only where it led to, for
 * the last answer everything.
 */
export function renderHead(
  requests: readonly RequestTrace[],
  options: HeadOptions,
): string {
  const lines = requests.flatMap((request, index) => [
    ...(options.verbose ? sentLines(request, options) : []),
    ...(index < requests.length - 1 && !options.verbose
      ? [redirectLine(request, options)]
      : answerLines(request, options)),
  ]);
  return `${lines.join('\n')}\n`;
}

function sentLines(request: RequestTrace, options: HeadOptions): string[] {
  const { pathname, search, host, origin } = new URL(request.url);
  const first = `${request.method} ${pathname}${search} ${options.protocolOf(origin)}`;
  const headers = request.requestHeaders.filter(([name]) => name !== '');
  // HTTP/2 sends method, path and host as headers, with a colon before them.
  const isPlain = headers.every(([name]) => !name.startsWith(':'));
  const named: Header[] = isPlain ? [] : [['host', host]];
  const shown = [
    ...named,
    ...headers.filter(([name]) => !name.startsWith(':')),
  ];
  return [first, ...shown.map((header) => header.join(': '))].map((line) =>
    styled(`> ${printable(line)}`, 'dim', options),
  );
}

function redirectLine(request: RequestTrace, options: HeadOptions): string {
  const [, location = ''] =
    request.responseHeaders.find(([name]) => /^location$/i.test(name)) ?? [];
  return `${statusLine(request, options)} → ${shown(location)}`;
}

function answerLines(request: RequestTrace, options: HeadOptions): string[] {
  const headers = request.responseHeaders.map(
    ([name, value]) =>
      `${styled(printable(name), 'cyan', options)}: ${shown(value)}`,
  );
  return [statusLine(request, options), ...headers];
}

/** The value of a header that was received, as its server meant it. */
function shown(value: string): string {
  return printable(decodeHeader(value));
}

function statusLine(request: RequestTrace, options: HeadOptions): string {
  const status = request.status ?? 0;
  const words = `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
  const style = failed(request) ? 'red' : status < 300 ? 'green' : 'yellow';
  const protocol = options.protocolOf(new URL(request.url).origin);
  return `${protocol} ${styled(words, style, options)}`;
}
