import {
  parseOptions,
  positiveFlag,
  switchFlag,
  textFlag,
  type Flag,
} from '../../command/options.ts';
import { traceFlagWords } from '../../trace/export/trace-file.ts';
import type { Header } from '../../trace/trace.ts';

/** `name: value`, in characters that HTTP allows (RFC 9110, section 5). */
const headerLine = /^([!#$%&'*+\-.^_`|~\w]+):[\t ]*([\t\x20-\x7e\x80-\xff]*)$/;

/** `--header 'name: value'`, once for each header. */
const headerFlag: Flag<readonly Header[]> = {
  description: 'send this header; may be given again',
  fallback: [],
  valueName: "'NAME: VALUE'",
  parse(text) {
    const [, name, value = ''] = headerLine.exec(text) ?? [];
    return name === undefined
      ? { mustBe: "a name and a value, such as 'accept: text/html'" }
      : { value: [[name, value.trimEnd()]] };
  },
  join: (before, more) => [...before, ...more],
};

/** An empty text is a body, too. */
function bodyFlag(
  description: string,
  valueName: string,
): Flag<string | undefined> {
  const parse = (value: string) => ({ value });
  return { description, fallback: undefined, valueName, parse };
}

/** How many redirects are followed. */
export const mostRedirects = 10;

const summary = `Sends one request and shows the answer, and what the time was spent on.

In a terminal, JSON is formatted and coloured. Otherwise the body goes to
standard output, byte for byte; everything else goes to standard error.

Exit code: 0 for an answer below 400, 1 for one of 400 or above and for none at
all, 2 for a command that makes no sense, 130 after Ctrl-C. A download that is
cut short, or answered with 400 or above, leaves nothing behind, and a FILE that
was there before stays as it was.`;

/** Reads the command line. @throws UsageError */
export function readOptions(args: string[]) {
  return parseOptions(args, {
    command: 'npm run request',
    summary,
    positionals: { name: '[METHOD] URL', atMost: 2 },
    flags: {
      header: headerFlag,
      data: bodyFlag(
        'send this body (by default with POST); @FILE reads a file, - standard input',
        'TEXT|@FILE|-',
      ),
      json: bodyFlag('send this body as application/json', 'TEXT'),
      output: textFlag(
        'save the body here; - is standard output',
        'FILE|-',
        undefined,
      ),
      follow: switchFlag(`follow redirects, at most ${mostRedirects} of them`),
      http2: switchFlag('offer HTTP/2; with an http: address, use it at once'),
      timeout: timeoutFlag,
      quiet: switchFlag('show only the body'),
      verbose: switchFlag('also show what was sent, and the event loop'),
      har: textFlag(
        'write everything to a HAR file, including secrets in headers; - writes it to standard output, and no body',
        'FILE|-',
        undefined,
      ),
      trace: textFlag(`${traceFlagWords}, and no body`, 'FILE|-', undefined),
    },
  });
}

/** The longest delay of a timer, in seconds. */
const mostSeconds = 2_147_483;

const timeoutFlag: Flag<number | undefined> = {
  ...positiveFlag('give up if the answer is not complete by then', undefined),
  valueName: 'SECONDS',
  parse: (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    return value > 0 && value <= mostSeconds
      ? { value }
      : { mustBe: `a number of seconds above 0 and up to ${mostSeconds}` };
  },
};

export type RequestOptions = ReturnType<typeof readOptions>['values'];
