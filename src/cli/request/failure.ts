import { UsageError, WorkError } from '../../command/options.ts';
import { mostRedirects } from './options.ts';
import type { Plan } from './plan.ts';

/** What a sentence about a failure needs to know. */
interface Failure {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly hostname: string;
  /** The error's code, or its name where it has none. */
  readonly code: string;
  readonly message: string;
  readonly timeoutSeconds: number;
}

type Explain = (failure: Failure) => string;

const hungUp: Explain = ({ origin, message }) =>
  `${origin} hung up before its answer was all there (${message}); try again, or look into the server's log.`;
const untrusted: Explain = ({ origin, code }) =>
  `${origin} shows a certificate that nobody vouches for (${code}); if it is yours, name its authority's file in NODE_EXTRA_CA_CERTS.`;
const noTls: Explain = ({ origin, code }) =>
  `${origin} does not speak TLS as it should (${code}); is it an http:// address?`;
const offline: Explain = ({ hostname, code }) =>
  `The name ${hostname} could not be looked up (${code}); is this machine online?`;
const tooSlow: Explain = ({ origin, message }) =>
  `${origin} kept still for too long (${message}); try again, or ask for less.`;

/** By code, or by name where undici gives no code. */
const explanations: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: ({ origin }) =>
    `Nobody listens at ${origin} (ECONNREFUSED); is its server running, and is the port right?`,
  ENOTFOUND: ({ hostname }) =>
    `There is no host named ${hostname} (ENOTFOUND); is it spelled right?`,
  EAI_AGAIN: offline,
  ENETUNREACH: offline,
  EHOSTUNREACH: ({ origin, code }) =>
    `No way leads to ${origin} (${code}); is the address right, and are you on its network?`,
  ECONNRESET: hungUp,
  EPIPE: hungUp,
  UND_ERR_SOCKET: hungUp,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: hungUp,
  UND_ERR_CONNECT_TIMEOUT: ({ origin, message }) =>
    `${origin} took no connection in time (${message}); is the address right?`,
  UND_ERR_HEADERS_TIMEOUT: tooSlow,
  UND_ERR_BODY_TIMEOUT: tooSlow,
  UND_ERR_HEADERS_OVERFLOW: ({ origin }) =>
    `${origin} sent more headers than undici takes (16 kB); that is the server's to mend.`,
  TimeoutError: ({ timeoutSeconds, origin }) =>
    `${origin} had not answered in full after ${timeoutSeconds} s; allow it longer with --timeout, or look at what keeps it.`,
  HTTPParserError: ({ origin, message }) =>
    `${origin} did not answer in HTTP/1.1 (${message}); is that an https:// or --http2 port, or no web server at all?`,
  UND_ERR_REDIRECT_MAX: ({ origin }) =>
    `${origin} led on more than ${mostRedirects} times; leave out --follow to see where.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: ({ origin }) =>
    `The certificate of ${origin} has expired; whoever runs it must renew it (or is this machine's clock wrong?).`,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ origin, hostname }) =>
    `The certificate of ${origin} is not for ${hostname}; is the address right?`,
  EPROTO: noTls,
};

/** Codes of which there are many alike. */
const families: readonly (readonly [RegExp, Explain])[] = [
  [/^ERR_SSL_/, noTls],
  [
    /^ERR_HTTP2_/,
    ({ origin, message }) =>
      `${origin} does not speak HTTP/2 as it should (${message}); try again without --http2.`,
  ],
];

/**
 * Returns a request's failure as one line that says what to do; what undici
 * would not even send counts as a command that makes no sense.
 */
export function explainFailure(error: unknown, plan: Plan): Error {
  if (error instanceof WorkError || error instanceof UsageError) return error;
  const { name, message, code } = error as Error & { code?: unknown };
  if (message.startsWith('Redirect loop')) {
    return new WorkError(
      `${plan.url.origin} leads in a circle; leave out --follow to see where.`,
      { cause: error },
    );
  }
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') {
    return new UsageError(`undici does not send that: ${message}.`, {
      cause: error,
    });
  }
  // An abort's code is a number, and says less than its name.
  const telling = typeof code === 'string' ? code : name;
  const failure = describe(plan, telling, message);
  return new WorkError(explanationOf(failure.code)(failure), { cause: error });
}

function describe({ url, options }: Plan, code: string, text: string): Failure {
  // OpenSSL's messages are long, and end in a line of their own.
  const [message = ''] = text.split('\n');
  const { origin, hostname } = url;
  const timeoutSeconds = options.timeout ?? 0;
  return { origin, hostname, code, message, timeoutSeconds };
}

function explanationOf(code: string): Explain {
  const family = families.find(([pattern]) => pattern.test(code));
  return explanations[code] ?? family?.[1] ?? unknownFailure;
}

const unknownFailure: Explain = ({ origin, code, message }) =>
  `${origin} could not be asked (${message || code}); is the address right, and is its server running?`;
