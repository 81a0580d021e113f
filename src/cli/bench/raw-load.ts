import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * The cheapest possible client, so that the server is what is measured: it
 * reads an answer only to find out where it ends.
 * @returns once all of `count` answers were read over `connections`
 */
export async function loadServer(
  url: URL,
  count: number,
  connections: number,
): Promise<void> {
  let toSend = count;
  const text = `GET ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\n\r\n`;
  const take = () => (toSend-- > 0 ? text : undefined);
  const sockets = Array.from({ length: connections }, () =>
    connect(Number(url.port), url.hostname),
  );
  await Promise.all(sockets.map((socket) => askInTurn(socket, take)));
}

async function askInTurn(
  socket: Socket,
  take: () => string | undefined,
): Promise<void> {
  let left = '';
  const ask = () => {
    const text = take();
    if (text === undefined) socket.end();
    else socket.write(text);
  };
  socket.setEncoding('latin1').setNoDelay();
  socket.on('data', (chunk: string) => {
    left += chunk;
    const length = answerLength(left);
    if (length === undefined || left.length < length) return;
    left = left.slice(length);
    ask();
  });
  socket.once('connect', ask);
  await once(socket, 'close');
}

/** The length of the first answer in a text, if its headers are complete. */
function answerLength(text: string): number | undefined {
  const headersEnd = text.indexOf('\r\n\r\n');
  if (headersEnd === -1) return undefined;
  const [, bytes] = /content-length: (\d+)/i.exec(text) ?? [];
  return headersEnd + 4 + Number(bytes ?? 0);
}
