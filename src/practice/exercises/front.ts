import { once } from 'node:events';
import {
  request as ask,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import {
  startScriptedServer,
  type ScriptedServer,
} from '../acting/scripted-server.ts';

/**
 * Starts a server in front of a site of the lab, which forwards every request.
 * @param look is called with each request, and returns true to hang up on it;
 * a request waits until a promise of it is settled
 */
export function startFront(
  site: string,
  look: (request: IncomingMessage) => boolean | Promise<boolean>,
): Promise<ScriptedServer> {
  return startScriptedServer((request, response) => {
    void Promise.resolve(look(request)).then((isCut) => {
      if (isCut) response.destroy();
      else passOn(site, request, response);
    });
  });
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

/** Sends an empty POST with a cookie, and returns the status of the answer. */
export async function post(url: string, cookie: string): Promise<number> {
  const headers = { cookie, 'content-length': 0 };
  const sent = ask(url, { method: 'POST', headers, agent: false });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
}
