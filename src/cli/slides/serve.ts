import { openInBrowser } from '../../command/open-browser.ts';
import { untilAborted, watchInterruption } from '../../command/interruption.ts';
import {
  parseOptions,
  portFlag,
  positiveFlag,
  switchFlag,
} from '../../command/options.ts';
import { project } from '../../setup/project.mjs';
import { bundleCached } from '../../deck/bundle/bundle.ts';
import {
  startDeckServer,
  type DeckServer,
} from '../../deck/server/deck-server.ts';
import { createDemoApi } from '../../deck/server/demo-api.ts';
import { routeFlag } from './route-flag.ts';
import { renderDeck, type Deck } from '../../deck/render/deck.ts';

/** Presents the deck, with live demos, until interrupted. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm run slides',
    summary:
      'Presents the deck with live demos. After --: build, pdf, png, casts, traces or check; each has its own --help.',
    flags: {
      'no-browser': switchFlag('print the address, do not open a browser'),
      port: portFlag('the port to try first', 8000),
      route: routeFlag,
      scale: positiveFlag("what the demos' delays are multiplied by", 0.25),
    },
  });
  const { signal: interrupt } = watchInterruption();
  const deck = await renderDeck(project.root, values.route);
  // A slide that cannot be made says so itself; the others can be shown.
  for (const problem of deck.problems) console.error(problem);
  const folder = await bundleCached(project, deck);
  const demos = createDemoApi({ scale: values.scale });
  const server = await startDeckServer({
    folder,
    port: values.port,
    handle: demos.handle,
    demoToken: demos.token,
  });
  console.log(renderWelcome(deck, server, values.port));
  if (!values['no-browser']) openInBrowser(server.url);
  await untilAborted(interrupt);
  await demos.close();
  await server.close();
  return 0;
}

function renderWelcome(
  { slides, minutes }: Deck,
  { url, port }: DeckServer,
  wantedPort: number,
): string {
  const moved =
    wantedPort !== 0 && port !== wantedPort
      ? [`  Port ${wantedPort} was taken, so the deck uses ${port}.`]
      : [];
  return [
    '',
    `  ${slides.length} slides for ${minutes} minutes. Open this address in a browser:`,
    '',
    `    ${url}`,
    '',
    ...moved,
    '  Space or a clicker goes on, ↓ into the workshop’s part of a slide.',
    '  S: speaker view   F: full screen   O: overview   T: light or dark   ?: all keys',
    '  Stop with Ctrl-C.',
    '',
  ].join('\n');
}
