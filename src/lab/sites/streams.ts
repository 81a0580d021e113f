import { nearbyModel } from '../model.ts';
import { answerDownload } from '../streams/download.ts';
import { createEventFeed } from '../streams/events.ts';
import { answerRows } from '../streams/rows.ts';
import { createTransfers, type StreamsStats } from '../streams/transfers.ts';
import { answerUpload } from '../streams/upload.ts';
import { renderPage } from './html.ts';
import {
  htmlAnswer,
  isRead,
  methodNotAllowed,
  notFound,
  readMethods,
  readOnly,
} from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { SiteContext, Service, Site } from './site.ts';

/** Downloads, uploads and events that take their time. */
export const streams: Site = {
  name: 'streams',
  summary:
    'Rows at intervals, downloads of any size, events, and uploads that are ' +
    'counted; it records how long a slow reader kept it waiting',
  examplePaths: [
    '/',
    '/rows?count=20&everyMs=100',
    '/download?bytes=200000000',
    '/events?count=20&everyMs=250',
  ],
  model: nearbyModel,
  open: openStreams,
};

function openStreams(context: SiteContext): Service {
  const transfers = createTransfers(() => context.now());
  const feed = createEventFeed(context);
  const reads: Readonly<Record<string, (exchange: Exchange) => void>> = {
    '/': (exchange) => {
      exchange.reply(htmlAnswer(index));
    },
    '/rows': (exchange) => {
      answerRows(exchange, context);
    },
    '/download': (exchange) => {
      answerDownload(exchange, context, transfers);
    },
    '/events': (exchange) => {
      feed.answer(exchange);
    },
  };

  return {
    readsBody: ({ method, url = '' }) =>
      isUpload(method) && /^\/upload(\?|$)/.test(url),
    handle(exchange) {
      const { request, target } = exchange;
      if (target.path === '/upload') {
        if (isUpload(request.method)) answerUpload(exchange, transfers);
        else exchange.reply(methodNotAllowed(uploadMethods));
        return;
      }
      const read = reads[target.path];
      if (!isRead(request)) exchange.reply(readOnly);
      else if (read) read(exchange);
      else exchange.reply(notFound);
    },
    methods: (path) => (path === '/upload' ? uploadMethods : readMethods),
    stats: (): StreamsStats => ({
      transfers: transfers.snapshot(),
      events: feed.counts(),
    }),
    reset() {
      transfers.reset();
      feed.reset();
    },
  };
}

const uploadMethods = 'PUT, POST';

function isUpload(method: string | undefined): boolean {
  return method === 'PUT' || method === 'POST';
}

const index = renderPage(
  'Streams',
  `<nav><a href="/">Streams</a></nav>
<main>
<h1>Bodies that take their time</h1>
<table>
<tr><td><a href="/rows?count=20&amp;everyMs=100">GET /rows?count=&amp;everyMs=</a></td>
<td>JSON, a row a line, at intervals; with <code>everyMs=0</code> as fast as it
is read. Pieces end inside rows.</td></tr>
<tr><td>GET /download?bytes=</td>
<td>any number of bytes, with a length; whole, or a range of it</td></tr>
<tr><td><a href="/events">GET /events?count=&amp;everyMs=&amp;cutAfter=</a></td>
<td>server-sent events, continued after <code>Last-Event-ID</code>; ends
after <code>cutAfter</code> of them</td></tr>
<tr><td>PUT /upload?bytesPerSecond=</td>
<td>counts what it reads, at any speed or at most at
<code>bytesPerSecond</code></td></tr>
</table>
</main>`,
);
