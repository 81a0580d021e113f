import type { LabDescription } from './description.ts';
import type { Cost, SiteModel } from './model.ts';
import { escapeHtml, renderPage } from './sites/html.ts';
import { sites } from './sites/sites.ts';
import type { Site } from './sites/site.ts';

/** Returns the page that says what a lab serves, for a browser. */
export function renderFrontPage(lab: LabDescription): string {
  const sections = sites.map((site) => renderSite(site, lab));
  return renderPage(
    'The lab',
    `<nav><a href="/">The lab</a> <a href="/lab.json">lab.json</a>
<a href="/stats">stats</a></nav>
<main>
<h1>A small web for slow requests</h1>
<p class="lead">Each site below waits before it answers, as a real one would
over a network: first for the connection, then for each request. Every delay
is multiplied by ${lab.scale}.</p>
${sections.join('\n')}
<h2>The lab itself</h2>
<table>
<tr><td><a href="/lab.json">GET /lab.json</a></td><td>this page as data</td></tr>
<tr><td><a href="/stats">GET /stats</a></td><td>what each site has seen:
connections, requests, order of arrival</td></tr>
<tr><td><a href="/requests">GET /requests?ports=&amp;forMs=</a></td><td>when
each of the latest requests to the sites on these ports arrived, had its turn
and was answered</td></tr>
<tr><td>POST /reset</td><td>sets all counts to zero
<form method="post" action="/reset"><button>Reset</button></form></td></tr>
</table>
</main>`,
  );
}

function renderSite(
  { name, summary, examplePaths }: Site,
  { sites: urls, models, scale }: LabDescription,
): string {
  const url = urls[name];
  const model = models[name];
  if (!url || !model) return '';
  const links = examplePaths.map((path) => {
    const address = escapeHtml(url + path);
    return `<li><a href="${address}">${address}</a></li>`;
  });
  return `<section>
<h2>${name}</h2>
<p>${escapeHtml(summary)}. ${describeModel(model, scale)}</p>
<ul>
${links.join('\n')}
</ul>
</section>`;
}

function describeModel({ connect, request }: SiteModel, scale: number): string {
  const cost = ({ parallelMs, serialMs }: Cost) =>
    `${milliseconds((parallelMs + serialMs) * scale)} ms, of which ` +
    `${milliseconds(serialMs * scale)} one at a time`;
  return `A new connection costs ${cost(connect)}; a request ${cost(request)}.`;
}

function milliseconds(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}
