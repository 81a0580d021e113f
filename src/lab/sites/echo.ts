import { nearbyModel } from '../model.ts';
import { isRead, jsonAnswer, readOnly } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { Site } from './site.ts';

/** What a client really sent, which its options do not show. */
interface Echo {
  readonly method: string;
  readonly path: string;
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Answers each request with the request itself. */
export const echo: Site = {
  name: 'echo',
  summary:
    'Answers with the request itself, header by header; like every site, with ' +
    'gzip for clients that accept it',
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
  exchange.reply(jsonAnswer(said));
}
