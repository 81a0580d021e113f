import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { isRead, type Answer } from './answer.ts';

/** An answer in the form in which one request gets it. */
interface Representation {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | Buffer;
  readonly bytes: number;
}

/** What is made of an answer only once, because some are kept and sent again. */
interface Kept {
  readonly etag: string;
  zipped?: Buffer;
}

const kept = new WeakMap<Answer, Kept>();

/** As nginx does by default: nearly everything. */
const leastZippedBytes = 20;

/**
 * Returns what a request gets for an answer: 304 without a body where the client
 * has it already (RFC 9110, 13.1.2), and gzip where the client accepts it.
 */
export function represent(
  request: IncomingMessage,
  answer: Answer,
): Representation {
  const { status, type, body } = answer;
  const headers = { ...corsHeaders(request), ...answer.headers };
  if (status === 204 || status === 304) {
    return { status, headers, body: '', bytes: 0 };
  }
  const bytes = Buffer.byteLength(body);
  const plain = { 'content-type': type, 'content-length': bytes, ...headers };
  if (status !== 200 || !isRead(request)) {
    return { status, headers: plain, body, bytes };
  }
  const one = keep(answer);
  const varied = { etag: one.etag, vary: 'accept-encoding' };
  if (isKnown(request.headers['if-none-match'], one.etag)) {
    return {
      status: 304,
      headers: { ...varied, ...headers },
      body: '',
      bytes: 0,
    };
  }
  if (bytes < leastZippedBytes || !takesGzip(request)) {
    return { status, headers: { ...varied, ...plain }, body, bytes };
  }
  const zipped = (one.zipped ??= gzipSync(body));
  const coded = {
    'content-encoding': 'gzip',
    'content-length': zipped.length,
  };
  return {
    status,
    headers: { ...varied, ...plain, ...coded },
    body: zipped,
    bytes: zipped.length,
  };
}

/**
 * The headers with which a page of any other site may read an answer. Only
 * browsers ask, and they say from where.
 */
export function corsHeaders({ headers }: IncomingMessage) {
  const any = { 'access-control-allow-origin': '*' };
  if (!headers.origin) return any;
  const readable = {
    'access-control-expose-headers': '*',
    'timing-allow-origin': '*',
  };
  return { ...any, ...readable };
}

/**
 * Whether the value of If-None-Match names a tag. The comparison is weak, as
 * the header wants it: the tag stands for the zipped and the plain body.
 */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  if (header.trim() === '*') return true;
  const opaque = (tag: string) => tag.replace(/^W\//, '');
  const tags = header.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((tag) => opaque(tag) === opaque(etag));
}

function keep(answer: Answer): Kept {
  const found = kept.get(answer);
  if (found) return found;
  const hash = createHash('sha1').update(answer.body).digest('base64url');
  const made = { etag: `W/"${hash}"` };
  kept.set(answer, made);
  return made;
}

/** By its own weight, or else by that of `*` (RFC 9110, 12.5.3). */
function takesGzip({ headers }: IncomingMessage): boolean {
  const codings = (headers['accept-encoding'] ?? '').toLowerCase();
  if (codings === '') return false;
  const weights = new Map(
    codings.split(',').map((coding) => {
      const [name = '', ...parameters] = coding.split(';');
      const [, weight = '1'] = /\bq=([\d.]+)/.exec(parameters.join(';')) ?? [];
      return [name.trim(), Number(weight)] as const;
    }),
  );
  const weight = weights.get('gzip') ?? weights.get('x-gzip');
  return (weight ?? weights.get('*') ?? 0) > 0;
}
