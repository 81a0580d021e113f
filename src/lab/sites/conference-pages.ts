import { speakers, type Speaker } from '../data/speakers.ts';
import { escapeHtml, renderPage } from './html.ts';

export const conferenceName = 'Await & Order';

const name = escapeHtml(conferenceName);

/** Returns a page of the conference with its navigation and footer. */
export function renderConferencePage(title: string, main: string): string {
  return renderPage(
    `${title} · ${conferenceName} 2026`,
    `<nav>
<a href="/">${name} 2026</a>
<a href="/#programme">Programme</a>
<a href="/#speakers">Speakers</a>
<a href="/sponsors">Sponsors</a>
<a href="/code-of-conduct">Code of conduct</a>
</nav>
<main>
${main}
</main>
<footer>
<p>${name} · 11 and 12 June 2026 · Old Tram Depot, Halvorsby ·
<a href="https://tickets.example/await-and-order?edition=2026&amp;lang=en">Tickets</a> ·
<a href="mailto:hello&#64;await-and-order.example">hello&#64;await-and-order.example</a></p>
<p><small>The conference and everybody in it are invented.</small></p>
</footer>`,
  );
}

/** Returns the index: every speaker's page is linked at least twice. */
export function renderIndexPage(origin: string): string {
  const cards = speakers.map((speaker, index) => {
    const address = escapeHtml(cardAddress(origin, speaker, index));
    return `<li><a href="${address}">${escapeHtml(speaker.name)}</a>
<span>${escapeHtml(speaker.role)}</span></li>`;
  });
  return renderConferencePage(
    'Two days of doing several things at once',
    `<h1>${name}</h1>
<p class="lead">Two days of doing several things at once, and finishing all of
them. Twenty-eight talks in one room, so that nobody has to choose.</p>
<h2 id="speakers">Speakers</h2>
<ul class="grid">
${cards.join('\n')}
</ul>
<h2 id="programme">Programme</h2>
${renderProgramme(speakers.map((_, index) => index))}
<p>New here? Read the <a href="code-of-conduct">code of conduct</a>, then
<a href="/sponsors">who pays for the coffee</a>.</p>`,
  );
}

/** The links are written in different ways, as on a site that has grown. */
function cardAddress(origin: string, { slug }: Speaker, index: number): string {
  if (index === 10) return `/speakers/${slug}?from=index`;
  if (index % 7 === 2) return `${origin}/speakers/${slug}`;
  if (index % 7 === 5) return `/speakers/${slug}/`;
  return index % 2 === 0 ? `/speakers/${slug}` : `speakers/${slug}`;
}

/**
 * Returns a table of some talks, given by their place in the programme. Each
 * title is a heading with a link, so that a scraper written for the programme
 * of a real conference (`h3.talk-title a`) finds its links here.
 */
export function renderProgramme(indexes: readonly number[]): string {
  const rows = indexes.map((index) => {
    const { slug = '', name = '', talk = '' } = speakers[index] ?? {};
    return `<tr><td>${describeSlot(index)}</td>
<td><h3 class="talk-title"><a href="/speakers/${slug}">${escapeHtml(talk)}</a></h3></td>
<td>${escapeHtml(name)}</td></tr>`;
  });
  return `<table>
<thead><tr><th>When</th><th>Talk</th><th>Speaker</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

const talksADay = 14;

/** Returns the places in the programme of all talks on a talk's day. */
export function dayOf(index: number): number[] {
  const first = index - (index % talksADay);
  return Array.from({ length: talksADay }, (_, slot) => first + slot);
}

/** Fourteen talks a day, half an hour each, from nine with an hour at noon. */
export function describeSlot(index: number): string {
  const slot = index % talksADay;
  const minutes = 9 * 60 + slot * 30 + (slot >= 6 ? 60 : 0);
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  const day = index < talksADay ? 'Thursday' : 'Friday';
  return `${day} ${hour}:${String(minutes % 60).padStart(2, '0')}`;
}

export function renderSponsorsPage(): string {
  return renderConferencePage(
    'Sponsors',
    `<h1>Sponsors</h1>
<ul class="grid">
<li><a href="https://round-trip.example/">Round Trip Travel</a>
<span>There and back again, every time</span></li>
<li><a href="https://kettle.example/?utm_source=await&amp;utm_medium=web">Kettle &amp; Daughters</a>
<span>Coffee that is ready when you are</span></li>
<li><a href="https://chirp.example/">Chirp</a>
<span>The network with the short posts</span></li>
</ul>
<p>They came to <a href="/archive">every edition</a> so far, and to
<a href="/venue">the depot</a> each time.</p>`,
  );
}

export function renderConductPage(): string {
  return renderConferencePage(
    'Code of conduct',
    `<h1>Code of conduct</h1>
<p class="lead">Be kind, wait your turn, and yield when others have work to
do.</p>
<p>Whoever makes others unwelcome will be asked to leave. Tell anybody with an
orange badge, or write to
<a href="mailto:care&#64;await-and-order.example">care&#64;await-and-order.example</a>.
It has held since <a href="archive/2014">the first edition</a>.</p>`,
  );
}
