import type { LabStats } from '../../lab/lab.ts';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
  type Outcome,
} from '../acting/outcome.ts';
import { hurryTimers } from '../acting/hurried-timers.ts';
import {
  briefTimeoutMs,
  originalSleep,
  receiveAllSent,
  someTurns,
  waitUntil,
} from '../acting/waiting.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';
import {
  defineExercise,
  runsOf,
  type Complaint,
  type Rule,
  type Scene,
} from '../exercise.ts';
import { ended } from '../rules/outcome.ts';
import { countOf, seenAt } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';

type FirstOf = (urls: readonly string[]) => unknown;

interface Seen {
  readonly outcome: Outcome;
  /** All mirrors were asked before the first one could win. */
  readonly wereTogether: boolean;
  /** The outcome of a race in which every mirror fails. */
  readonly hopeless: Outcome;
  /** The outcome of a race whose only mirror has an empty text. */
  readonly empty: Outcome;
  /** 1 where the request to the late mirror was cancelled before its answer. */
  readonly lateCancelled: number;
}

const textFor = (seed: number) => `From the mirror that is well: ${seed * 31}.`;

/** Answers that are quick and come with a body, but not with status 200. */
const otherStatuses = [206, 302, 404, 503] as const;

/** How long the winner's text is there before another one follows. */
const headStartMs = 800;

/**
 * Mirrors that the act controls: `/good` and `/late` answer when they are
 * released, and any other path is a status.
 */
async function startMirrors(seed: number) {
  const good = Promise.withResolvers<undefined>();
  const late = Promise.withResolvers<undefined>();
  const asked = new Set<string>();
  let lateCancelled = 0;
  const server = await startScriptedServer(({ url = '' }, response) => {
    asked.add(url);
    if (url === '/good') {
      void good.promise.then(() => response.end(textFor(seed)));
    } else if (url === '/late') {
      response.on('close', () => {
        if (!response.writableEnded) lateCancelled += 1;
      });
      void late.promise.then(() => response.end('From a mirror that is late.'));
    } else if (url === '/empty') response.end();
    else response.writeHead(Number(url.slice(1))).end('Not the text.');
  });
  return {
    server,
    asked,
    lateCancelled: () => lateCancelled,
    releaseGood: () => {
      good.resolve(undefined);
    },
    releaseLate: () => {
      late.resolve(undefined);
    },
  };
}

/**
 * A race in which the good mirror answers when all others that fail have failed;
 * others never finish, and one has the whole text only when it is too late.
 */
async function race(firstOf: FirstOf, { lab, seed }: Scene): Promise<Seen> {
  const mirrors = await startMirrors(seed);
  const { url } = mirrors.server;
  const failing = [
    ...otherStatuses.map((status) => `${url}/${status}`),
    `${lab.conference}/?fault=hang-up`,
    `${lab.faults}/faults/truncated-body`,
  ];
  const urls = [
    `${url}/late`,
    ...turned(failing, seed),
    `${lab.pokemon}/?fault=hang`,
    `${url}/good`,
    `${lab.years}/?fault=hang-in-body`,
  ];
  try {
    const outcome = outcomeOf(() => firstOf(urls));
    let isOver = false;
    void outcome.catch(() => undefined).then(() => (isOver = true));
    const scripted = otherStatuses.length + 2;
    const wereTogether = await waitUntil(async () => {
      if (isOver) return true;
      if (mirrors.asked.size < scripted) return false;
      return requestsIn(await lab.stats()) >= sites.length;
    });
    await receiveAllSent(lab);
    mirrors.releaseGood();
    const ended = outcome.then(() => true);
    const isInTime = await Promise.race([
      ended,
      originalSleep(headStartMs, false),
    ]);
    await someTurns();
    if (isInTime) {
      await waitUntil(() => mirrors.lateCancelled() > 0, briefTimeoutMs);
    }
    const lateCancelled = mirrors.lateCancelled();
    mirrors.releaseLate();
    const end = await outcomeOrWaits(outcome);
    const hopeless = await outcomeOrWaits(outcomeOf(() => firstOf(failing)));
    const empty = await outcomeOrWaits(
      outcomeOf(() => firstOf([`${url}/404`, `${url}/empty`])),
    );
    return { outcome: end, wereTogether, hopeless, empty, lateCancelled };
  } finally {
    await mirrors.server.close();
  }
}

/** What a program does only after a while does not come to pass in the act. */
const slowDown = 0.01;

async function act(firstOf: FirstOf, scene: Scene): Promise<Seen> {
  const endSlowness = hurryTimers(slowDown);
  try {
    return await race(firstOf, scene);
  } finally {
    endSlowness();
  }
}

function turned<Item>(items: readonly Item[], by: number): Item[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

const sites = ['pokemon', 'faults', 'years', 'conference'] as const;

function requestsIn(stats: LabStats): number {
  const counts = sites.map((site) => seenAt(stats, site).requests);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Requests that were cancelled at the mirrors that never finish. */
function calledOff(stats: LabStats): number {
  return seenAt(stats, 'pokemon').aborted + seenAt(stats, 'years').aborted;
}

const losersCancelled: Rule<Seen> = {
  id: 'losers-cancelled',
  expected: '3 requests cancelled: those to the mirrors that had not finished',
  judge({ stats, value: { lateCancelled } }) {
    const count = calledOff(stats) + lateCancelled;
    if (count === 3) return undefined;
    return {
      seen: `${countOf(count, 'request')} cancelled`,
      suggests:
        'Promise.any returns the winner and leaves the others running. Pass each request the signal of an AbortController, and abort it when there is a winner.',
    };
  },
  isSettled: (stats) => calledOff(stats) >= 2,
};

/** Whether a text without letters can win, too. */
function emptyText(outcome: Outcome): Complaint | undefined {
  if (outcome.kind === 'gave' && outcome.value === '') return undefined;
  return {
    seen: `${describeOutcome(outcome)}, although a mirror had sent an empty text with status 200`,
    suggests:
      'An empty text is a text: let the status alone say whether a mirror has one.',
  };
}

/** What to do, by how the race ended without the winner's text. */
const suggestions = {
  gave: 'Only the status 200 comes with the text: neither a redirect nor a part of it (206) may win. And the winner is the first one in time, not in the list.',
  threw:
    'A mirror that fails is often the quickest one. Wait for the first success, as Promise.any does, and not for the first promise to settle, as Promise.race does.',
  waits:
    'A mirror that sends its headers first may never send the rest: it wins only when its whole text is here. And if you wait for the losers, abort them before you wait.',
};

export const exercise = defineExercise({
  id: '07-first-wins',
  name: 'firstOf',
  runs: runsOf({ scale: 0.05, deadlineMs: 20_000 }),
  act,
  rules: [
    holds<Seen>(
      'at-once',
      'every mirror asked at once, before one of them wins',
      ({ value }) =>
        value.wereTogether
          ? undefined
          : {
              seen: 'a wait for one mirror before the others were asked',
              suggests: 'Start all requests before you await any of them.',
            },
    ),
    holds<Seen>(
      'value',
      'the text of the first mirror that sends all of it with status 200',
      ({ seed, value: { outcome, empty } }) => {
        if (outcome.kind === 'gave' && outcome.value === textFor(seed)) {
          return emptyText(empty);
        }
        const { kind } = outcome;
        const seen =
          kind === 'gave'
            ? difference(outcome.value, textFor(seed))
            : describeOutcome(outcome);
        return { seen, suggests: suggestions[kind] };
      },
    ),
    losersCancelled,
    ended('threw', ({ hopeless }: Seen) => hopeless, {
      id: 'all-failed',
      expected: 'an error when all mirrors fail',
      suggests:
        'Without a winner there is no text to return: let the error reach the caller.',
    }),
  ],
});
