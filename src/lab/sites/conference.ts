import { speakers } from '../data/speakers.ts';
import { createAttempts } from '../faults/attempts.ts';
import { conferenceModel } from '../model.ts';
import { archivePages, renderPlainProgramme } from './conference-archive.ts';
import {
  atticMs,
  cornerPages,
  faultAt,
  isFailing,
  isSlow,
  renderPrivatePage,
  renderRobots,
  type BasementFault,
} from './conference-corners.ts';
import {
  renderConductPage,
  renderIndexPage,
  renderSponsorsPage,
} from './conference-pages.ts';
import {
  htmlAnswer,
  isRead,
  notFound,
  readOnly,
  textAnswer,
  type Answer,
} from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { Service, Site } from './site.ts';
import type { Target } from '../target.ts';
import { renderSpeakerPage } from './speaker-page.ts';

/** An invented conference: 28 speakers, and about 400 pages in all. */
export const conference: Site = {
  name: 'conference',
  summary:
    'The programme of an invented conference, a page for each of its 28 ' +
    'speakers with links to their profiles, and an archive for crawlers',
  examplePaths: [
    '/',
    '/speakers/adaeze-okonjo',
    '/speakers/joao-figueirinha',
    '/archive',
    '/robots.txt',
  ],
  model: conferenceModel,
  open: openConference,
};

/**
 * The paths, as a client writes them, of all pages that the index leads to
 * and robots may read, including those that fail and those that are gone.
 */
export const conferencePaths: readonly string[] = [
  '/',
  '/sponsors',
  '/code-of-conduct',
  ...speakers.map(({ slug }) => encodeURI(`/speakers/${slug}`)),
  ...archivePages.keys(),
  ...cornerPages.keys(),
];

function openConference(): Service {
  const attempts = createAttempts();
  return {
    handle(exchange) {
      if (!isRead(exchange.request)) {
        exchange.reply(readOnly);
        return;
      }
      const page = pageOf(exchange.target.path);
      const fault = isFailing(page) && faultAt(page, attempts.next(page));
      if (fault) deal(fault, exchange);
      else if (isSlow(page)) exchange.after(atticMs, answer);
      else answer();

      function answer(): void {
        exchange.reply(answerConference(exchange.target));
      }
    },
    reset() {
      attempts.reset();
    },
  };
}

function deal(fault: BasementFault, exchange: Exchange): void {
  const retryLater = { 'retry-after': '1' };
  switch (fault) {
    case 'gone':
      exchange.reply(notFound);
      break;
    case 'broken':
      exchange.reply(textAnswer('Internal Server Error', 500));
      break;
    case 'busy':
      exchange.reply({
        ...textAnswer('Service Unavailable', 503),
        headers: retryLater,
      });
      break;
    case 'reset':
      exchange.breakOff('reset');
  }
}

/** A path as the site's lists write it: decoded, without a slash at its end. */
function pageOf(path: string): string {
  return decodeURIComponent(path).replace(/(?<=.)\/$/, '');
}

/** Answers as the site does for pages that are neither slow nor failing. */
export function answerConference({
  origin,
  path,
  query = new URLSearchParams(),
}: Pick<Target, 'origin' | 'path'> & Partial<Target>): Answer {
  const page = pageOf(path);
  if (page === '/') return htmlAnswer(renderIndexPage(origin));
  if (page === '/sponsors') return htmlAnswer(renderSponsorsPage());
  if (page === '/code-of-conduct') return htmlAnswer(renderConductPage());
  if (page === '/robots.txt') return textAnswer(renderRobots());
  if (page === '/private') return htmlAnswer(renderPrivatePage(query));
  const render = archivePages.get(page) ?? cornerPages.get(page);
  if (render) return htmlAnswer(render());
  const [, year] = /^\/archive\/(\d{4})\.txt$/.exec(page) ?? [];
  const programme = renderPlainProgramme(Number(year));
  if (programme !== undefined) return textAnswer(programme);
  const index = speakers.findIndex(({ slug }) => page === `/speakers/${slug}`);
  if (index === -1) return notFound;
  return htmlAnswer(renderSpeakerPage(origin, index));
}
