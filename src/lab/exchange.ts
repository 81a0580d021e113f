import type { IncomingMessage, ServerResponse } from 'node:http';
import { textAnswer } from './sites/site.ts';
import type { Answer, Exchange } from './sites/site.ts';
import { parseTarget } from './target.ts';
import type { Witness } from './witness.ts';

const malformed = textAnswer('Bad Request', 400);

/**
 * Opens the exchange for a request that has just arrived, and counts how it
 * ends: answered as soon as the answer is given to the connection, aborted
 * when the connection closes before. Returns undefined for a malformed
 * request, which is answered by then.
 */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  witness: Witness,
  onEnd: () => void,
): Exchange | undefined {
  let isOpen = true;
  const headers: Record<string, string> = {};

  function reply(answer: Answer): void {
    if (!isOpen) return;
    isOpen = false;
    const bytes = Buffer.byteLength(answer.body);
    const sentBytes = request.method === 'HEAD' ? 0 : bytes;
    witness.requestAnswered(sentBytes);
    const { status, type, body } = answer;
    const length = { 'content-type': type, 'content-length': bytes };
    response.writeHead(status, { ...length, ...headers, ...answer.headers });
    response.end(body);
  }

  response.once('close', () => {
    if (isOpen) witness.requestAborted();
    isOpen = false;
    onEnd();
  });

  const target = parseTarget(request);
  if (target) return { request, response, target, headers, reply };
  reply(malformed);
  return undefined;
}
