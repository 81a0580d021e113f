import { editions, pastTalks, topics, type PastTalk } from '../data/archive.ts';
import { renderConferencePage } from './conference-pages.ts';
import { escapeHtml } from './html.ts';

const rooms: readonly string[] = ['main-hall', 'loft', 'yard', 'canteen'];

/** All pages about past editions and the venue, by their paths. */
export const archivePages: ReadonlyMap<string, () => string> = new Map([
  ['/archive', renderArchive],
  ...editions.map(
    ({ year }) => [`/archive/${year}`, () => renderEdition(year)] as const,
  ),
  ...pastTalks.map((talk) => [pathOf(talk), () => renderTalk(talk)] as const),
  ['/topics', renderTopics],
  ...topics.map(
    (topic) => [`/topics/${topic}`, () => renderTopic(topic)] as const,
  ),
  ['/venue', renderVenue],
  ...rooms.map((room) => [`/venue/${room}`, () => renderRoom(room)] as const),
]);

function pathOf({ year, number }: PastTalk): string {
  return `/archive/${year}/talks/${number}`;
}

function renderArchive(): string {
  const years = editions.map(
    ({ year, saying }) =>
      `<li><a href="/archive/${year}">${year}</a><span>${escapeHtml(saying)}</span></li>`,
  );
  return renderConferencePage(
    'Archive',
    `<h1>Archive</h1>
<p class="lead">Every talk that was ever given in the Old Tram Depot, by year
or by <a href="topics">topic</a>.</p>
<ul class="grid">
${years.join('\n')}
</ul>
<p>What nobody has sorted yet lies in <a href="/attic/">the attic</a>; what
nobody has mended yet, in <a href="/basement">the basement</a>. Journalists
find pictures in <a href="/private/press-kit">the press kit</a>. Helpers have
<a href="/private">pages of their own</a>.</p>`,
  );
}

function renderEdition(year: number): string {
  const rows = pastTalks
    .filter((talk) => talk.year === year)
    .map(
      (
        talk,
      ) => `<tr><td><a href="${addressOf(talk)}">${escapeHtml(talk.title)}</a></td>
<td>${escapeHtml(talk.speaker)}</td>
<td><a href="/topics/${talk.topic}">${talk.topic}</a></td></tr>`,
    );
  return renderConferencePage(
    String(year),
    `<h1>${year}</h1>
<p>${linkYear(year - 1)} · <a href="/archive">all years</a> ·
${linkYear(year + 1)} · <a href="/archive/${year}?sort=topic">by topic</a> ·
<a href="/archive/${year}.txt">as plain text</a></p>
<table>
<thead><tr><th>Talk</th><th>Speaker</th><th>Topic</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`,
  );
}

/** The links are written in different ways, as on a site with many authors. */
function addressOf({ year, number }: PastTalk): string {
  if (number % 6 === 2) return `/archive/${year}/talks/${number}/`;
  if (number % 6 === 4) return `${year}/talks/${number}`;
  return `/archive/${year}/talks/${number}`;
}

function linkYear(year: number): string {
  const isKnown = editions.some((edition) => edition.year === year);
  if (isKnown) return `<a href="/archive/${year}">${year}</a>`;
  return year > 2025 ? '<a href="/">this year</a>' : 'nothing before that';
}

function renderTalk(talk: PastTalk): string {
  const { year, number, title, speaker, topic } = talk;
  const path = pathOf(talk);
  const next = (number % topics.length) + 1;
  const previous = ((number + topics.length - 2) % topics.length) + 1;
  return renderConferencePage(
    title,
    `<article>
<h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(speaker)}, ${year}</p>
<p>A talk on <a href="/topics/${topic}">${topic}</a>. There is
<a href="https://video.example/watch?v=${year}-${number}&amp;t=0">a recording</a>,
<a href="#top">the top of this page</a>, and
<a href="${path}?print=1">a page to print</a>. Questions go to
<a href="mailto:hello&#64;await-and-order.example">hello&#64;await-and-order.example</a>.</p>
</article>
<p><a href="/archive/${year}/talks/${previous}">Before this</a> ·
<a href="/archive/${year}">all of ${year}</a> ·
<a href="/archive/${year}/talks/${next}">after this</a></p>`,
  );
}

function renderTopics(): string {
  const items = topics.map(
    (topic) => `<li><a href="/topics/${topic}">${topic}</a></li>`,
  );
  return renderConferencePage(
    'Topics',
    `<h1>Topics</h1>
<ul class="grid">
${items.join('\n')}
</ul>`,
  );
}

function renderTopic(topic: string): string {
  const items = pastTalks
    .filter((talk) => talk.topic === topic)
    .map(
      (talk) =>
        `<li><a href="${pathOf(talk)}#about">${escapeHtml(talk.title)}</a>
(<a href="/archive/${talk.year}">${talk.year}</a>)</li>`,
    );
  return renderConferencePage(
    topic,
    `<h1>${topic}</h1>
<ul>
${items.join('\n')}
</ul>
<p><a href="/topics">All topics</a></p>`,
  );
}

function renderVenue(): string {
  const items = rooms.map(
    (room) => `<li><a href="/venue/${room}">${nameOf(room)}</a></li>`,
  );
  return renderConferencePage(
    'Venue',
    `<h1>The Old Tram Depot</h1>
<p>Tram 4 still stops here. <a href="https://maps.example/halvorsby?q=depot">Map</a>,
<a href="tel:+15550100">telephone</a>.</p>
<ul>
${items.join('\n')}
</ul>`,
  );
}

function renderRoom(room: string): string {
  return renderConferencePage(
    nameOf(room),
    `<h1>${nameOf(room)}</h1>
<p>One of four rooms of <a href="/venue">the depot</a>.</p>`,
  );
}

function nameOf(room: string): string {
  return room.replace('-', ' ');
}

/** Returns an edition's programme as plain text; undefined if there is none. */
export function renderPlainProgramme(year: number): string | undefined {
  const lines = pastTalks
    .filter((talk) => talk.year === year)
    .map(({ number, title, speaker }) => `${number}. ${title} (${speaker})\n`);
  return lines.length > 0 ? lines.join('') : undefined;
}
