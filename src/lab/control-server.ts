import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  badRequest,
  htmlAnswer,
  jsonAnswer,
  methodNotAllowed,
  notFound,
  optionsAnswer,
  readMethods,
  textAnswer,
  type Answer,
} from './answer.ts';
import type { LabDescription } from './description.ts';
import { renderFrontPage } from './front-page.ts';
import { createLimitedServer } from './limits.ts';
import { represent } from './representation.ts';
import type { RemoteLog } from './remote-log.ts';
import type { LogQuestion, SiteLog } from './request-log.ts';
import type { LabStats } from './stats.ts';
import { parseTarget } from './target.ts';

interface Control {
  /** Describes the lab to a client that knows it by this host name. */
  describe(hostname: string): LabDescription;
  stats(): Promise<LabStats>;
  requests(question: LogQuestion): Promise<SiteLog[]>;
  /** Milliseconds since 1970, by the lab's clock. */
  nowEpochMs(): number;
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
        send(request, response, answer);
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
  const page = pages[target.path];
  if (!page) return notFound;
  const { method = '' } = request;
  if (method === 'OPTIONS') return optionsAnswer(request, page.methods);
  if (!page.methods.split(', ').includes(method)) {
    return methodNotAllowed(page.methods);
  }
  return page.answer(control, lab, target.query);
}

interface Page {
  readonly methods: string;
  readonly answer: (
    control: Control,
    lab: LabDescription,
    query: URLSearchParams,
  ) => Answer | Promise<Answer>;
}

const pages: Readonly<Record<string, Page>> = {
  '/': {
    methods: readMethods,
    answer: (_, lab) => htmlAnswer(renderFrontPage(lab)),
  },
  '/lab.json': { methods: readMethods, answer: (_, lab) => jsonAnswer(lab) },
  '/stats': {
    methods: readMethods,
    answer: async (control) => jsonAnswer(await control.stats()),
  },
  '/requests': {
    methods: readMethods,
    answer: async (control, _, query) =>
      jsonAnswer(await requestsLog(control, query)),
  },
  '/reset': {
    methods: 'POST',
    answer(control) {
      control.reset();
      return textAnswer('All counts are back to zero.');
    },
  },
};

/** Of the sites on `ports`, those that arrived in the last `forMs` milliseconds. */
async function requestsLog(
  control: Control,
  query: URLSearchParams,
): Promise<RemoteLog> {
  const ports = (query.get('ports') ?? '').split(',').map(Number);
  const forMs = Number(query.get('forMs') ?? Infinity);
  const sinceEpochMs = control.nowEpochMs() - forMs;
  const sites = await control.requests({ ports, sinceEpochMs });
  return { nowEpochMs: control.nowEpochMs(), sites };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): void {
  const { status, headers, body } = represent(request, answer);
  response.writeHead(status, { ...headers, 'cache-control': 'no-store' });
  response.end(body);
}
