import { join } from 'node:path';
import { parseOptions, WorkError } from '../../command/options.ts';
import { project } from '../../setup/project.mjs';
import { routeFlag } from './route-flag.ts';
import type { Deck } from '../../deck/render/deck.ts';
import { buildDeck, renderSoundDeck } from '../../deck/bundle/build.ts';

/** The largest file that can be sent by mail. */
const mostBytes = 3_000_000;

/** Builds `slides/dist`: a folder for any host, and `talk.html` in it. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm run slides -- build',
    summary: 'Builds the deck into slides/dist, and talk.html in it.',
    flags: { route: routeFlag },
  });
  const deck = await renderSoundDeck(project.root, values.route);
  const folder = join(project.root, 'slides', 'dist');
  const bytes = await buildDeck(deck, folder);
  const size = `${(bytes / 1_000_000).toFixed(2)} MB`;
  console.log(
    `slides/dist: ${deck.slides.length} slides, ${deck.minutes} minutes; talk.html, which holds everything, has ${size}.`,
  );
  if (bytes <= mostBytes) return 0;
  throw new WorkError(
    `slides/dist/talk.html has ${size}, but may have ${mostBytes / 1_000_000} MB at most. Recordings are the largest part of it: ${largestRecordings(deck)}. Make them shorter.`,
  );
}

/** `race (04-10) 245 kB, debug (13-4) 5 kB`: the three that weigh most. */
function largestRecordings({ slides }: Deck): string {
  return slides
    .filter(({ demos, casts }) => demos.length + casts.length > 0)
    .toSorted((a, b) => b.html.length - a.html.length)
    .slice(0, 3)
    .map(({ id, demos, casts, html }) => {
      const kilobytes = Math.ceil(html.length / 1000);
      return `${[...demos, ...casts].join(' and ')} (${id}) ${kilobytes} kB`;
    })
    .join(', ');
}
