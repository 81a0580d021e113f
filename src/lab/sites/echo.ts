import { gzipSync } from 'node:zlib';
import { nearbyModel } from '../model.ts';
import { isRead, readOnly } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { Site } from './site.ts';

/** What a client really sent, which its options do not show. */
interface Echo {
  readonly method: string;
  readonly path: string;
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Answers each request with the request itself, compressed for clients that accept gzip. */
export const echo: Site = {
  name: 'echo',
  summary:
    'Answers with the request itself, header by header; with gzip for clients ' +
    'that accept it',
  examplePaths: ['/', '/any/path'],
  model: nearbyModel,
  open: () => ({ handle: answerWithRequest }),
};

function answerWithRequest(exchange: Exchange): void {
  const { request, target } = exchange;
  if (!isRead(request)) {
    exchange.reply(readOnly);
    return;
  }
  const { method = '', headers } = request;
  const said: Echo = { method, path: target.path, headers };
  const text = Buffer.from(JSON.stringify(said));
  const isZipped = takesGzip(headers['accept-encoding']);
  const body = isZipped ? gzipSync(text) : text;
  exchange.begin(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(body.length),
    vary: 'accept-encoding',
    ...(isZipped && { 'content-encoding': 'gzip' }),
  });
  exchange.write(body);
  exchange.end();
}

function takesGzip(codings: string | string[] = ''): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(codings));
}
