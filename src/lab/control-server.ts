import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { renderFrontPage } from './front-page.ts';
import { createLimitedServer } from './limits.ts';
import type { BrokenOrigin } from './faults/fault.ts';
import type { SiteModel } from './model.ts';
import {
  htmlAnswer,
  jsonAnswer,
  notFound,
  textAnswer,
  type Answer,
  type SiteName,
} from './sites/site.ts';
import type { LabStats } from './stats.ts';
import { parseTarget } from './target.ts';

/** What a lab says of itself at `/lab.json`. */
export interface LabDescription {
  /** Tells a lab from any other server. */
  readonly name: 'async-lab';
  readonly scale: number;
  readonly seed: number;
  readonly jitter: number;
  /** Origins, as the asker can reach them. */
  readonly sites: Readonly<Partial<Record<SiteName, string>>>;
  readonly models: Readonly<Partial<Record<SiteName, SiteModel>>>;
  /** Addresses at which something is wrong before any request. */
  readonly broken: Readonly<Record<BrokenOrigin, string>>;
  /** The certificate, as PEM, that vouches for the lab's HTTPS servers. */
  readonly certificate: string;
}

export interface Control {
  /** Describes the lab to one who knows it by this host name. */
  describe(hostname: string): LabDescription;
  stats(): Promise<LabStats>;
  reset(): void;
}

/** Returns the server, not yet listening, that tells of the lab itself. */
export function createControlServer(control: Control): Server {
  const server = createLimitedServer();
  server.on('request', (request, response) => {
    request.resume();
    void answer(control, request).then((answer) => {
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
  if (!target) return textAnswer('Bad Request', 400);
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
      return textAnswer('Counting afresh.');
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
