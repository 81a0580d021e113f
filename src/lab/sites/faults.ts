import { dealtFaults, faults as list } from '../faults/faults.ts';
import { nearbyModel } from '../model.ts';
import { escapeHtml, renderPage } from './html.ts';
import { htmlAnswer, isRead, notFound, readOnly } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { SiteContext, Site } from './site.ts';

/** Everything that goes wrong between a client and a server, by name. */
export const faults: Site = {
  name: 'faults',
  summary:
    'What can go wrong, each fault at its own address; and at any other site, ' +
    'with the probability that a request asks for',
  examplePaths: ['/', '/faults/503', '/faults/slow-body'],
  model: nearbyModel,
  open: (context) => ({
    handle(exchange) {
      answerFault(exchange, context);
    },
  }),
};

function answerFault(exchange: Exchange, context: SiteContext): void {
  const { path } = exchange.target;
  const fault = dealtFaults.find((candidate) => candidate.path === path);
  if (fault) {
    exchange.countFault(fault.name);
    fault.deal(exchange, context);
    return;
  }
  if (!isRead(exchange.request)) exchange.reply(readOnly);
  else {
    exchange.reply(
      path === '/' ? htmlAnswer(renderIndex(context, exchange)) : notFound,
    );
  }
}

function renderIndex(context: SiteContext, { target }: Exchange): string {
  const rows = list.map(({ name, path, does, origin }) => {
    const url = (origin ? context.originOf(origin, target.origin) : '') + path;
    return `<tr><td><a href="${escapeHtml(url)}">${name}</a></td>
<td>${escapeHtml(does)}</td></tr>`;
  });
  return renderPage(
    'Faults',
    `<nav><a href="/">Faults</a></nav>
<main>
<h1>What can go wrong</h1>
<p class="lead">Each of these goes wrong in its own way. All but the last four
can also replace any answer of any site:
<code>?fault=reset,503&amp;p=0.2&amp;seed=7</code> makes a fifth of all requests
fail, always the same ones, in one of two ways. So does the header
<code>x-fault: reset,503; p=0.2; seed=7</code>. Another attempt at the same
request is another draw.</p>
<table>
<thead><tr><th>Fault</th><th>What happens</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>`,
  );
}
