import { decodeHeader } from '../../command/charset.ts';
import { isWebAddress, UsageError, WorkError } from '../../command/options.ts';
import { printable } from '../../trace/render/text-style.ts';
import type { RequestTrace, Trace } from '../../trace/trace.ts';
import { mostRedirects } from './options.ts';
import type { Plan } from './plan.ts';

/** What the sentence about a failure is made from. */
interface Failure {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly hostname: string;
  /** The error's code; its name if it has none. */
  readonly code: string;
  readonly message: string;
  readonly timeoutSeconds: number;
}

type Explain = (failure: Failure) => string;

const hungUp: Explain = ({ origin, message }) =>
  `${origin} closed the connection before its answer was complete (${message}); try again, or look at the server's log.`;
const untrusted: Explain = ({ origin, code }) =>
  `${origin} has a certificate that this machine does not trust (${code}); if the server is yours, set NODE_EXTRA_CA_CERTS to the file of its certificate authority.`;
const noTls: Explain = ({ origin, code }) =>
  `${origin} does not speak TLS correctly (${code}); is it an http:// address?`;
const offline: Explain = ({ hostname, code }) =>
  `The name ${hostname} could not be looked up (${code}); is this machine online?`;
const tooSlow: Explain = ({ origin, message }) =>
  `${origin} sent nothing for too long (${message}); try again, or request less.`;

/** By code, or by name if undici gives no code. */
const explanations: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: ({ origin }) =>
    `No server is listening at ${origin} (ECONNREFUSED); is it running, and is the port right?`,
  ENOTFOUND: ({ hostname }) =>
    `There is no host named ${hostname} (ENOTFOUND); is it spelled right?`,
  EAI_AGAIN: offline,
  ENETUNREACH: offline,
  EHOSTUNREACH: ({ origin, code }) =>
    `${origin} cannot be reached from this network (${code}); is the address right, and are you on its network?`,
  ECONNRESET: hungUp,
  EPIPE: hungUp,
  UND_ERR_SOCKET: hungUp,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: hungUp,
  UND_ERR_CONNECT_TIMEOUT: ({ origin, message }) =>
    `${origin} did not accept a connection in time (${message}); is the address right?`,
  UND_ERR_HEADERS_TIMEOUT: tooSlow,
  UND_ERR_BODY_TIMEOUT: tooSlow,
  UND_ERR_HEADERS_OVERFLOW: ({ origin }) =>
    `${origin} sent more headers than undici accepts (16 kB); that can only be changed on the server.`,
  TimeoutError: ({ timeoutSeconds, origin }) =>
    `${origin} had not answered completely after ${timeoutSeconds} s; give it more time with --timeout, or find out why it is slow.`,
  HTTPParserError: ({ origin, message }) =>
    `${origin} did not answer in HTTP/1.1 (${message}); is that an https:// or --http2 port, or no web server at all?`,
  UND_ERR_REDIRECT_MAX: ({ origin }) =>
    `${origin} redirected more than ${mostRedirects} times; leave out --follow to see where to.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: ({ origin }) =>
    `The certificate of ${origin} has expired; its operator must renew it (or is the clock of this machine wrong?).`,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ origin, hostname }) =>
    `The certificate of ${origin} is not for ${hostname}; is the address right?`,
  EPROTO: noTls,
};

/** Codes with a common beginning and a common meaning. */
const families: readonly (readonly [RegExp, Explain])[] = [
  [/^ERR_SSL_/, noTls],
  [
    /^ERR_HTTP2_/,
    ({ origin, message }) =>
      `${origin} does not speak HTTP/2 correctly (${message}); try again without --http2.`,
  ],
];

/**
 * Returns a request's failure as one line that says what to do; a UsageError
 * if undici refused to send the request.
 */
export function explainFailure(
  error: unknown,
  { url, options }: Plan,
  trace: Trace,
): Error {
  if (error instanceof WorkError || error instanceof UsageError) return error;
  const last = trace.requests.at(-1);
  // After redirects, it was another server that failed.
  const asked = URL.parse(last?.url ?? '') ?? url;
  const target = options.follow ? targetOf(last) : undefined;
  if (target !== undefined && !isWebAddress(resolved(target, asked))) {
    return notAWebAddress(asked, target, error);
  }
  const { name, message, code } = error as Error & { code?: unknown };
  if (message.startsWith('Redirect loop')) {
    return new WorkError(
      `${asked.origin} redirects in a circle; leave out --follow to see where to.`,
      { cause: error },
    );
  }
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') {
    return new UsageError(
      `undici cannot send this request: ${withoutStop(message)}.`,
      { cause: error },
    );
  }
  // The code of an abort is a number, which says less than its name.
  const telling = typeof code === 'string' ? code : name;
  const failure = describe(asked, options.timeout ?? 0, telling, message);
  return new WorkError(explanationOf(failure.code)(failure), { cause: error });
}

/** Returns the failure of a redirect that cannot be followed. */
export function notAWebAddress(
  { origin }: URL,
  target: string,
  cause?: unknown,
): WorkError {
  return new WorkError(
    `${origin} redirects to "${printable(target)}", which is not a web address; leave out --follow to see its answer.`,
    { cause },
  );
}

/** Where a redirect leads to. */
function targetOf(request: RequestTrace | undefined): string | undefined {
  const isRedirect = Math.floor((request?.status ?? 0) / 100) === 3;
  const [, target = ''] =
    request?.responseHeaders.find(([name]) => /^location$/i.test(name)) ?? [];
  return isRedirect && target !== '' ? decodeHeader(target) : undefined;
}

function resolved(target: string, base: URL): string {
  return URL.parse(target, base)?.href ?? target;
}

function describe(
  { origin, hostname }: URL,
  timeoutSeconds: number,
  code: string,
  text: string,
): Failure {
  // OpenSSL's messages are long; the first line is enough.
  const [message = ''] = text.split('\n');
  return { origin, hostname, code, message, timeoutSeconds };
}

function explanationOf(code: string): Explain {
  const family = families.find(([pattern]) => pattern.test(code));
  return explanations[code] ?? family?.[1] ?? unknownFailure;
}

/** undici ends some of its messages with full stops. */
function withoutStop(message: string): string {
  return message.replace(/\.+$/, '');
}

const unknownFailure: Explain = ({ origin, code, message }) =>
  `The request to ${origin} failed (${message || code}); is the address right, and is its server running?`;
