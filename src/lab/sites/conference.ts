import { speakers } from '../data/speakers.ts';
import { conferenceModel } from '../model.ts';
import {
  renderConductPage,
  renderIndexPage,
  renderSponsorsPage,
} from './conference-pages.ts';
import { createPureSite, htmlAnswer, notFound } from './site.ts';
import type { Answer, Target } from './site.ts';
import { renderSpeakerPage } from './speaker-page.ts';

/** A conference's index and the pages of its 28 speakers, all invented. */
export const conference = createPureSite({
  name: 'conference',
  summary:
    'The programme of an invented conference, and a page for each of its 28 ' +
    'speakers with links to their profiles',
  examplePaths: ['/', '/speakers/adaeze-okonjo', '/speakers/joao-figueirinha'],
  model: conferenceModel,
  answer: answerConference,
});

export function answerConference({
  origin,
  path,
}: Pick<Target, 'origin' | 'path'>): Answer {
  const page = decodeURIComponent(path).replace(/(?<=.)\/$/, '');
  if (page === '/') return htmlAnswer(renderIndexPage(origin));
  if (page === '/sponsors') return htmlAnswer(renderSponsorsPage());
  if (page === '/code-of-conduct') return htmlAnswer(renderConductPage());
  const index = speakers.findIndex(({ slug }) => page === `/speakers/${slug}`);
  if (index === -1) return notFound;
  return htmlAnswer(renderSpeakerPage(origin, index));
}
