import { duplexPair } from 'node:stream';
import type { Socket } from 'node:net';
import { Client, request } from 'undici';

const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

/**
 * Makes a request to nobody, over two ends of a pipe inside this program. The
 * first one in a process compiles undici's parser and so takes tens of
 * milliseconds, which would otherwise count as opening the connection.
 */
export async function warmUp(): Promise<void> {
  const [ours, theirs] = duplexPair();
  theirs.once('data', () => theirs.write(answer));
  const dispatcher = new Client('http://nobody.invalid', {
    connect: (_, connected) => {
      // Not in the same breath: undici would not take notice.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- undici reads and writes it, and no more
      setImmediate(connected, null, ours as Socket);
    },
  });
  const { body } = await request('http://nobody.invalid', { dispatcher });
  await body.text();
  await dispatcher.destroy();
}
