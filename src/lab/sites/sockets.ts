import { WebSocketServer } from 'ws';
import { nearbyModel } from '../model.ts';
import { converseEcho, converseFeed } from '../sockets/conversations.ts';
import { createSocketLog } from '../sockets/socket-log.ts';
import { parseTarget } from '../target.ts';
import { renderPage } from './html.ts';
import {
  htmlAnswer,
  isRead,
  notFound,
  readOnly,
  textAnswer,
  type Answer,
} from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { SiteContext, Service, Site } from './site.ts';

const messageLimitBytes = 1024 * 1024;

/** WebSockets that answer, and WebSockets that send on their own. */
export const sockets: Site = {
  name: 'sockets',
  summary: 'WebSockets: an echo, and a feed of numbered ticks at intervals',
  examplePaths: ['/echo', '/feed?everyMs=250'],
  model: nearbyModel,
  scheme: 'ws',
  open: openSockets,
};

function openSockets(context: SiteContext): Service {
  const log = createSocketLog();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: messageLimitBytes,
    clientTracking: false,
  });

  return {
    handle(exchange) {
      exchange.reply(answer(exchange));
    },
    upgrade(request, stream, head) {
      const target = parseTarget(request);
      if (!target || !isSocket(target.path)) {
        stream.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, stream, head, (socket) => {
        // On a violation of the protocol, ws closes with the code for it.
        socket.on('error', () => undefined);
        socket.once('close', (code) => {
          log.closed(code);
        });
        if (target.path === '/echo') converseEcho(socket, log);
        else converseFeed(socket, log, context, target.query);
      });
    },
    stats: () => log.stats(),
    reset() {
      log.reset();
    },
  };
}

function isSocket(path: string): boolean {
  return path === '/echo' || path === '/feed';
}

function answer({ request, target }: Exchange): Answer {
  if (!isRead(request)) return readOnly;
  if (target.path === '/') return htmlAnswer(index);
  if (!isSocket(target.path)) return notFound;
  const headers = { upgrade: 'websocket', connection: 'upgrade' };
  return { ...textAnswer('Upgrade Required', 426), headers };
}

const index = renderPage(
  'Sockets',
  `<nav><a href="/">Sockets</a></nav>
<main>
<h1>Sockets</h1>
<table>
<tr><td>/echo</td><td>sends each message back as it came</td></tr>
<tr><td>/feed?everyMs=&amp;after=&amp;cutAfter=</td>
<td>a numbered tick at intervals, from the one after <code>after</code>; closes
after <code>cutAfter</code> of them, with code 1012</td></tr>
</table>
</main>`,
);
