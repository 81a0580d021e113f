import { watchTimeouts, type TimeoutWatch } from '../acting/half-a-minute.ts';
import { outcomeOf, outcomeOrWaits, type Outcome } from '../acting/outcome.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';
import { receiveAllSent, waitUntil } from '../acting/waiting.ts';
import type { Lab } from '../../lab/lab.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { ended } from '../rules/outcome.ts';
import { abortedExactly, arrivals, countOf, seenAt } from '../rules/server.ts';
import { brief, difference, holds } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';

type FetchAll = (
  urls: readonly string[],
  createDeadline: () => AbortSignal,
) => unknown;

interface Seen {
  readonly outcome: Outcome;
  /** How many deadlines it made. */
  readonly deadlines: number;
  /** All requests were made before any deadline passed. */
  readonly wereTogether: boolean;
  /** The addresses that it was called with. */
  readonly urls: readonly string[];
  /** How many hanging requests ended before the deadlines, and soon after. */
  readonly cancelledBefore: number;
  readonly cancelledAfter: number;
}

interface Entry {
  readonly url?: unknown;
  readonly name?: unknown;
  readonly reason?: unknown;
}

/** What goes wrong at each address in turn; '' where nothing does. */
const troubles = [
  ...['', '404', '', 'hang', 'broken-json', '', '503', 'reset', ''],
  ...['error-inside', 'truncated-body', '', 'hang-in-body', ''],
  ...['number for a name', 'no address', ''],
];
/** An address that is not one needs no deadline. */
const leastDeadlines = troubles.length - 1;
const hanging = 2;

const notOfLab = ['number for a name', 'no address'];

/** The same troubles for each seed, starting from a different one. */
function plansFor(seed: number) {
  return idsFor(seed, troubles.length).map((id, index) => {
    const trouble = troubles[(index + seed * 5) % troubles.length] ?? '';
    const isOfLab = !notOfLab.includes(trouble);
    const query = trouble === '' || !isOfLab ? '' : `?fault=${trouble}`;
    return { id, trouble, isOfLab, path: pathOf(id) + query };
  });
}

/** Lets the deadlines pass when only the hanging requests are left. */
async function act(fetchAll: FetchAll, { lab, seed }: Scene): Promise<Seen> {
  const odd = await startOddSite();
  const timeouts = watchTimeouts();
  try {
    const plans = plansFor(seed);
    const urls = plans.map(({ trouble, isOfLab, path }) => {
      if (isOfLab) return lab.pokemon + path;
      return (trouble === 'no address' ? 'http://[pokemon]' : odd.url) + path;
    });
    const count = plans.filter(({ isOfLab }) => isOfLab).length;
    return await passDeadlines(fetchAll, lab, timeouts, urls, count);
  } finally {
    timeouts.stop();
    await odd.close();
  }
}

/** A site whose answers are JSON with a name, though not with that of a Pokémon. */
function startOddSite() {
  return startScriptedServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: 0, name: 42 }));
  });
}

/** @param count how many of the addresses are of the lab */
async function passDeadlines(
  fetchAll: FetchAll,
  lab: Lab,
  timeouts: TimeoutWatch,
  urls: readonly string[],
  count: number,
): Promise<Seen> {
  const deadlines = createDeadlines();
  let isOver = false;
  const outcome = outcomeOf(() =>
    fetchAll(Object.freeze(urls), deadlines.create),
  );
  void outcome.finally(() => (isOver = true)).catch(() => undefined);
  const wereTogether = await waitUntil(async () => {
    const { requests, inFlight } = seenAt(await lab.stats(), 'pokemon');
    return isOver || (requests >= count && inFlight <= hanging);
  });
  await receiveAllSent(lab);
  await timeouts.passHalfAMinute();
  await receiveAllSent(lab);
  const cancelled = async () => seenAt(await lab.stats(), 'pokemon').aborted;
  const cancelledBefore = await cancelled();
  deadlines.pass();
  // Turns of the servers, and not time, in which a timer of its own might end.
  for (let round = 0; round < 20; round++) {
    if ((await cancelled()) >= hanging) break;
    await receiveAllSent(lab);
  }
  const cancelledAfter = await cancelled();
  const end = await outcomeOrWaits(outcome);
  return {
    outcome: end,
    deadlines: deadlines.count(),
    wereTogether,
    urls,
    cancelledBefore,
    cancelledAfter,
  };
}

function createDeadlines() {
  const given: AbortController[] = [];
  let arePast = false;
  function end(deadline: AbortController): void {
    deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
  }
  return {
    count: () => given.length,
    create: (): AbortSignal => {
      const deadline = new AbortController();
      given.push(deadline);
      if (arePast) end(deadline);
      return deadline.signal;
    },
    pass(): void {
      arePast = true;
      given.forEach(end);
    },
  };
}

function entriesOf({ outcome }: Seen): readonly Entry[] {
  if (outcome.kind !== 'gave' || !Array.isArray(outcome.value)) return [];
  return outcome.value.map((entry: unknown) => Object(entry) as Entry);
}

export const exercise = defineExercise({
  id: '06-nothing-lost',
  name: 'fetchAll',
  runs: runsOf({ scale: 0.05, deadlineMs: 20_000 }),
  act,
  rules: [
    holds<Seen>(
      'at-once',
      'all addresses requested, although some of them hang',
      ({ value, stats }) => {
        if (value.wereTogether) return undefined;
        const { requests } = seenAt(stats, 'pokemon');
        return {
          seen: `${countOf(requests, 'request')}, and then a wait for one that hangs`,
          suggests:
            'With an await in a loop, one request that hangs delays all that follow. Start all requests first, and then wait for them.',
        };
      },
    ),
    ended('gave', ({ outcome }: Seen) => outcome, {
      id: 'nothing-thrown',
      expected: 'a list, even when requests fail or hang',
      suggests: {
        threw:
          'One failure ended everything. Handle each failure in its own request, or wait with Promise.allSettled.',
        waits:
          'A request hangs without a deadline. Pass each request a signal of its own from createDeadline().',
      },
    }),
    holds<Seen>(
      'an-entry-each',
      'an entry for each address, in the order of the addresses',
      ({ value }) => {
        const urls = entriesOf(value).map(({ url }) => url);
        if (urls.join('\n') === value.urls.join('\n')) return undefined;
        return {
          seen: difference(urls, value.urls),
          suggests:
            'Leave no address out, and keep their order even when answers come in another one. Make the list from the addresses, not from the answers.',
        };
      },
    ),
    holds<Seen>(
      'a-deadline-each',
      'a deadline for each request',
      ({ value }) => {
        if (value.deadlines >= leastDeadlines) return undefined;
        return {
          seen: `${countOf(value.deadlines, 'deadline')} for ${troubles.length} requests`,
          suggests:
            'A signal that many requests share aborts all of them at the same moment, even those that began late. Call createDeadline() in each request.',
        };
      },
    ),
    holds<Seen>(
      'names',
      'the name of each Pokémon that was answered without a fault',
      ({ seed, value }) => {
        const entries = entriesOf(value);
        const at = plansFor(seed).findIndex(
          ({ id, trouble }, index) =>
            trouble === '' && entries[index]?.name !== nameOf(id),
        );
        if (at < 0) return undefined;
        return {
          seen: `${brief(entries[at])} at index ${at}`,
          suggests:
            'That request succeeded. The failure of another one must not change its entry.',
        };
      },
    ),
    holds<Seen>(
      'reasons',
      'a reason instead of a name for each failure, and the status number in it where the status was not 200',
      ({ seed, value }) => {
        const entries = entriesOf(value);
        const plans = plansFor(seed);
        const at = plans.findIndex(
          ({ trouble }, index) =>
            trouble !== '' && !isReason(entries[index], trouble),
        );
        if (at < 0) return undefined;
        return {
          seen: `${brief(entries[at])} for the fault "${plans[at]?.trouble ?? ''}"`,
          suggests:
            'undici does not throw for a bad status, and an answer with status 200 can still be wrong. Check the status, and then check that the body has a name.',
        };
      },
    ),
    arrivals((seed) => pathsOfLab(seed), {
      expected: 'one request for each address',
      suggests: 'Make one request for each address, without retries.',
    }),
    abortedExactly(
      hanging,
      'If you only stop waiting, the request goes on. Pass the signal to the request itself, so that it ends at the server too.',
    ),
    holds<Seen>(
      'by-its-deadline',
      'each hanging request cancelled when its deadline passes',
      ({ value: { cancelledBefore, cancelledAfter } }) => {
        if (cancelledBefore === 0 && cancelledAfter >= hanging) {
          return undefined;
        }
        return {
          seen:
            cancelledBefore > 0
              ? `${countOf(cancelledBefore, 'request')} cancelled within half a minute, although no deadline had passed`
              : `${cancelledAfter} of ${hanging} requests cancelled when the deadlines had passed`,
          suggests:
            'The caller decides how long a request may take. Use the signal that createDeadline() returns, and no time of your own.',
        };
      },
    ),
  ],
});

function pathsOfLab(seed: number): string[] {
  const plans = plansFor(seed).filter(({ isOfLab }) => isOfLab);
  return plans.map(({ path }) => path);
}

function isReason(entry: Entry | undefined, trouble: string): boolean {
  if (!entry || entry.name !== undefined) return false;
  const { reason } = entry;
  if (typeof reason !== 'string' || reason.trim() === '') return false;
  return /^\d+$/.test(trouble) ? reason.includes(trouble) : true;
}
