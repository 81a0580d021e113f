import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  badRequest,
  htmlAnswer,
  jsonAnswer,
  notFound,
  textAnswer,
  type Answer,
} from './answer.ts';
import type { LabDescription } from './description.ts';
import { renderFrontPage } from './front-page.ts';
import { createLimitedServer } from './limits.ts';
import type { LabStats } from './stats.ts';
import { parseTarget } from './target.ts';

interface Control {
  /** Describes the lab to a client that knows it by this host name. */
  describe(hostname: string): LabDescription;
  stats(): Promise<LabStats>;
  reset(): void;
}

/** Returns the server, not yet listening, that answers questions about the lab itself. */
export function createControlServer(control: Control): Server {
  const server = createLimitedServer();
  server.on('request', (request, response) => {
    request.resume();
    const failed = () => textAnswer('Internal Server Error', 500);
    void answer(control, request)
      .catch(failed)
      .then((answer) => {
        send(response, answer);
      });
  });
  return server;
}

async function answer(
  control: Control,
  request: IncomingMessage,
): Promise<Answer> {
  const target = parseTarget(request);
  if (!target) return badRequest;
  const lab = control.describe(new URL(target.origin).hostname);
  switch (`${request.method ?? ''} ${target.path}`) {
    case 'GET /':
      return htmlAnswer(renderFrontPage(lab));
    case 'GET /lab.json':
      return jsonAnswer(lab);
    case 'GET /stats':
      return jsonAnswer(await control.stats());
    case 'POST /reset':
      control.reset();
      return textAnswer('All counts are back to zero.');
    default:
      return notFound;
  }
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': Buffer.byteLength(answer.body),
    'cache-control': 'no-store',
  });
  response.end(answer.body);
}
