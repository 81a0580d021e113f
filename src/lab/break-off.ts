import { constants, type Http2ServerResponse } from 'node:http2';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';

/**
 * Stops in the middle of an answer. Over HTTP/1 that ends the connection:
 * gracefully once all is sent, `lastWords` included, or with a reset. Under TLS
 * the connection closes without notice instead of a reset; over HTTP/2 only
 * the request's own stream ends, with an error.
 */
export function breakOff(
  request: IncomingMessage,
  response: ServerResponse,
  how: 'close' | 'reset',
  lastWords?: string,
): void {
  if (request.httpVersionMajor === 2) {
    const { stream } = response as unknown as Http2ServerResponse;
    stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    return;
  }
  const { socket } = request;
  if (how === 'close') {
    if (lastWords !== undefined) socket.write(lastWords);
    socket.destroySoon();
  } else if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
