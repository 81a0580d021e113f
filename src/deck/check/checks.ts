import { chromium, type Browser } from 'playwright-core';
import { project } from '../../setup/project.mjs';
import { renderDeck, type Deck } from '../render/deck.ts';
import { attempt, skip, type Finding } from '../../setup/findings/finding.mjs';
import { browserReport, labReport } from '../../setup/findings/live.mjs';
import { nodeReport, portReport } from '../../setup/findings/machine.mjs';
import { startBuiltDeck, type BuiltDeck } from './gate/deck.ts';
import { createFlawNaming, renderFlaw } from './gate/flaw.ts';
import type { SlideFacts } from './gate/in-page.ts';
import { factsOf, openDeck, type DeckPage } from './gate/open.ts';
import { checkCasts, checkDemos } from './gate/play.ts';
import { checkSpeaker } from './gate/speaker.ts';
import { passGate, type GatePart } from './gate/gate.ts';
import {
  fontsReport,
  playReport,
  quietReport,
  sizeReport,
  speakerReport,
  type Size,
} from './page.ts';
import {
  castsReport,
  deckReport,
  routesReport,
  namesIn,
  talkReport,
  tracesReport,
} from './recorded.ts';

export interface Preflight {
  readonly port: number;
  readonly size: Size;
  /** The talk's way through the deck, by its name; by default 45. */
  readonly route?: string | undefined;
  /** Whether to check every slide as well. */
  readonly slides: boolean;
}

/** Runs every check and gives its finding as soon as it is known. */
export async function* runChecks(
  options: Preflight,
): AsyncGenerator<Finding, void> {
  yield await attempt('node', nodeReport);
  // Another browser may present well; it is only that the checks cannot use it.
  const browser = await attempt('browser', () => browserReport(project), false);
  const path = browser.ok ? browser.finding : undefined;
  yield browser;
  yield await attempt('port', () => portReport(options.port, 'npm run slides'));
  yield await attempt('lab', () => labReport(project));
  const deck = await renderDeck(project.root, options.route);
  yield await attempt('slides', () => deckReport(deck));
  yield await attempt('traces', () => tracesReport(deck));
  yield await attempt('casts', () => castsReport(deck));
  yield await attempt('talk.html', () => talkReport());
  yield await attempt('routes', () => routesReport(project.root, deck));
  yield await attempt('screen', () => sizeReport(options.size));
  if (path === undefined) yield* skipPage(deck, options);
  else yield* withFailure(runInBrowser(path, deck, options));
}

/** Ends with a finding of its own if the browser does not start, or crashes. */
async function* withFailure(
  findings: AsyncGenerator<Finding, void>,
): AsyncGenerator<Finding, void> {
  try {
    yield* findings;
  } catch (error) {
    const [finding = ''] = (error as Error).message.split('\n');
    const help = 'Close other programs, or set CHROME_PATH to another browser.';
    yield await attempt('page', () => ({ ok: false, finding, help }));
  }
}

function* skipPage(deck: Deck, { slides }: Preflight): Generator<Finding> {
  const names = [
    'fonts',
    ...namesIn(deck, 'demos').map((name) => `demo ${name}`),
    ...namesIn(deck, 'casts').map((name) => `cast ${name}`),
    'speaker view',
    ...(slides ? ['every slide'] : []),
  ];
  for (const name of names) yield skip(name, 'a browser');
}

async function* runInBrowser(
  executablePath: string,
  deck: Deck,
  options: Preflight,
): AsyncGenerator<Finding, void> {
  const browser = await chromium.launch({ executablePath });
  try {
    await using built = await startBuiltDeck(deck, presentedScale);
    yield* runOnPage(browser, built, deck, options.size);
    if (options.slides) yield* runGate(browser, deck);
  } finally {
    await browser.close();
  }
}

async function* runOnPage(
  browser: Browser,
  built: BuiltDeck,
  deck: Deck,
  viewport: Size,
): AsyncGenerator<Finding, void> {
  const where = 'served';
  await using live = await openDeck(browser, built.url, { where, viewport });
  yield await attempt('fonts', () => fontsReport(live));
  const facts = await factsOf(live);
  yield* runPlays(live, deck, facts, 'demos');
  // Demos need the whole machine; these two do not disturb each other.
  await using audience = await openDeck(browser, built.url, {
    where,
    viewport,
  });
  const speaker = attempt('speaker view', () =>
    speakerReport(() =>
      checkSpeaker(audience, facts, createFlawNaming(deck, facts)),
    ),
  );
  await using quick = await openDeck(browser, built.talk, {
    where: 'talk.html',
    viewport,
    hasOwnClock: true,
  });
  yield* runPlays(quick, deck, facts, 'casts');
  yield await speaker;
  yield await attempt('page', () => quietReport([live, audience, quick]));
}

/** What a presenter who names no scale runs demos with. */
const presentedScale = 0.25;

const helps = {
  demos:
    'Close other programs and try again; --scale 1 leaves more time to differ. On stage, D plays its recording.',
  casts: 'npm run slides -- casts NAME records it again.',
};

async function* runPlays(
  page: DeckPage,
  deck: Deck,
  facts: readonly SlideFacts[],
  kind: 'demos' | 'casts',
): AsyncGenerator<Finding, void> {
  const name = createFlawNaming(deck, facts);
  const check =
    kind === 'casts'
      ? checkCasts
      : (...of: Parameters<typeof checkCasts>) =>
          checkDemos(...of, { source: 'live', comparesOrder: true });
  for (const wanted of new Set(facts.flatMap((slide) => slide[kind]))) {
    // All slides keep their index; only some have something to play.
    const only = facts.map((slide) => ({
      ...slide,
      [kind]: slide[kind].filter((each) => each === wanted),
    }));
    yield await attempt(`${kind.slice(0, -1)} ${wanted}`, () =>
      playReport(check, page, only, name, helps[kind].replace('NAME', wanted)),
    );
  }
}

async function* runGate(
  browser: Browser,
  deck: Deck,
): AsyncGenerator<Finding, void> {
  for (const part of await passGate(browser, deck)) yield* findingsOf(part);
}

async function* findingsOf({
  name,
  flaws,
  seconds,
}: GatePart): AsyncGenerator<Finding, void> {
  const finding = `${name} (${seconds.toFixed(1)} s)`;
  if (flaws.length === 0) {
    yield await attempt('every slide', () => ({ ok: true, finding }));
  }
  for (const flaw of flaws) {
    yield await attempt('every slide', () => ({
      ok: false,
      finding: renderFlaw(flaw),
    }));
  }
}
