import { duplexPair } from 'node:stream';
import type { Socket } from 'node:net';
import { Client, request } from 'undici';

const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

/**
 * Makes a request over a pipe inside this process. The first request of a
 * process compiles undici's parser, which takes tens of milliseconds; otherwise
 * these would count as opening the connection.
 */
export async function warmUp(): Promise<void> {
  const [ours, theirs] = duplexPair();
  theirs.once('data', () => theirs.write(answer));
  const dispatcher = new Client('http://warm-up.invalid', {
    connect: (_, connected) => {
      // Not synchronously: undici would not notice the connection.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- undici reads and writes it, and no more
      setImmediate(connected, null, ours as Socket);
    },
  });
  const { body } = await request('http://warm-up.invalid', { dispatcher });
  await body.text();
  await dispatcher.destroy();
}
