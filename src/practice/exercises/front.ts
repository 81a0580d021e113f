import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server before a site of the lab, which passes on and looks at all. */
export interface Front {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts one.
 * @param look is called with each request; it gives true to hang up on it
 */
export async function startFront(
  site: string,
  look: (request: IncomingMessage) => boolean,
): Promise<Front> {
  const server = createServer((request, response) => {
    if (look(request)) response.destroy();
    else passOn(site, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function passOn(
  site: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { method, url = '/', headers } = request;
  const options = { method, headers, agent: false };
  const sent = ask(new URL(url, site), options, (answer) => {
    response.writeHead(answer.statusCode ?? 502, {
      ...answer.headers,
      connection: 'keep-alive',
    });
    answer.pipe(response);
  });
  sent.on('error', () => response.destroy());
  request.pipe(sent);
}

/** Sends a form without reading more than the status of the answer. */
export async function post(url: string, cookie: string): Promise<number> {
  const headers = { cookie, 'content-length': 0 };
  const sent = ask(url, { method: 'POST', headers, agent: false });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
}
