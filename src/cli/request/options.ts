import {
  parseOptions,
  positiveFlag,
  switchFlag,
  textFlag,
  type Flag,
} from '../../command/options.ts';
import type { Header } from '../../trace/trace.ts';

/** `name: value`, in characters that HTTP can carry (RFC 9110, section 5). */
const headerLine = /^([!#$%&'*+\-.^_`|~\w]+):[\t ]*([\t\x20-\x7e\x80-\xff]*)$/;

/** `--header 'name: value'`, as often as there are headers. */
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

/** Empty text is something to send, too. */
function bodyFlag(
  description: string,
  valueName: string,
): Flag<string | undefined> {
  const parse = (value: string) => ({ value });
  return { description, fallback: undefined, valueName, parse };
}

/** How often a redirect leads on before that is too much. */
export const mostRedirects = 10;

const summary = `Sends one request and shows what came back, and what it spent its time on.

Where a terminal shows it, JSON is laid out and coloured. Anywhere else the body
goes to standard output, byte for byte; all the rest goes to standard error.

Exit code: 0 for an answer below 400, 1 for one of 400 or above and for none at
all, 2 for a command that makes no sense, 130 after Ctrl-C. A download that is
cut short, or answered with 400 or above, leaves nothing behind, and a FILE that
was there before stays as it was.`;

/** Reads the command line, and no more. @throws UsageError */
export function readOptions(args: string[]) {
  return parseOptions(args, {
    command: 'npm run request',
    summary,
    positionals: { name: '[METHOD] URL', atMost: 2 },
    flags: {
      header: headerFlag,
      data: bodyFlag(
        'send this body (POST unless told); @FILE reads a file, - standard input',
        'TEXT|@FILE|-',
      ),
      json: bodyFlag('send this body as application/json', 'TEXT'),
      output: textFlag('save the body here', 'FILE', undefined),
      follow: switchFlag(
        `go where redirects lead, at most ${mostRedirects} times`,
      ),
      http2: switchFlag('offer HTTP/2; to an http: address, insist on it'),
      timeout: timeoutFlag,
      quiet: switchFlag('show the body alone'),
      verbose: switchFlag('show what was sent, too, and the event loop'),
      har: textFlag(
        'write all of it down as HAR, secrets in headers too',
        'FILE',
        undefined,
      ),
    },
  });
}

/** The longest delay that a timer takes, in seconds. */
const mostSeconds = 2_147_483;

const timeoutFlag: Flag<number | undefined> = {
  ...positiveFlag('give up when it is not all there by then', undefined),
  valueName: 'SECONDS',
  parse: (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    return value > 0 && value <= mostSeconds
      ? { value }
      : { mustBe: `a number of seconds above 0 and up to ${mostSeconds}` };
  },
};

export type RequestOptions = ReturnType<typeof readOptions>['values'];
