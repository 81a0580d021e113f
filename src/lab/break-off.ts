import { constants, type Http2ServerResponse } from 'node:http2';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';

/**
 * Leaves an answer as far as it is. Over HTTP/1 that ends the connection: in
 * order once all is sent, `lastWords` included, or with a reset. Under TLS a
 * reset is a connection that closes without a word; over HTTP/2 only the
 * request's own stream ends, with an error.
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
