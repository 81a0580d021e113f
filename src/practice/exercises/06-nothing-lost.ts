import { outcomeOf, outcomeOrWaits, type Outcome } from '../acting/outcome.ts';
import { waitUntil, receiveAllSent } from '../acting/waiting.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { ended } from '../rules/outcome.ts';
import { abortedExactly, arrivals, seenAt } from '../rules/server.ts';
import { brief, difference, holds } from '../rules/values.ts';
import { idsFor, nameOf, pathOf } from './pokemon.ts';

type FetchAll = (
  urls: readonly string[],
  createDeadline: () => AbortSignal,
) => unknown;

interface Seen {
  readonly outcome: Outcome;
  /** All were asked for before any deadline had passed. */
  readonly wereTogether: boolean;
  /** What each address began with. */
  readonly site: string;
}

interface Entry {
  readonly url?: unknown;
  readonly name?: unknown;
  readonly reason?: unknown;
}

/** What goes wrong, at one place after the other; at some, nothing does. */
const troubles = [
  ...['', '404', '', 'hang', 'broken-json', '', '503', 'reset', ''],
  ...['error-inside', 'truncated-body', '', 'hang-in-body', ''],
];
const hanging = 2;

/** The same troubles for each seed, beginning with another one. */
function plansFor(seed: number) {
  return idsFor(seed, troubles.length).map((id, index) => {
    const trouble = troubles[(index + seed * 5) % troubles.length] ?? '';
    const query = trouble === '' ? '' : `?fault=${trouble}`;
    return { id, trouble, path: pathOf(id) + query };
  });
}

/** Lets the deadlines pass when only what hangs is left to wait for. */
async function act(fetchAll: FetchAll, { lab, seed }: Scene): Promise<Seen> {
  const urls = plansFor(seed).map(({ path }) => lab.pokemon + path);
  const deadlines = createDeadlines();
  let isOver = false;
  const outcome = outcomeOf(() => fetchAll(urls, deadlines.create));
  void outcome.finally(() => (isOver = true)).catch(() => undefined);
  const wereTogether = await waitUntil(async () => {
    const { requests, inFlight } = seenAt(await lab.stats(), 'pokemon');
    return isOver || (requests >= urls.length && inFlight <= hanging);
  });
  await receiveAllSent(lab);
  deadlines.pass();
  const end = await outcomeOrWaits(outcome);
  return { outcome: end, wereTogether, site: lab.pokemon };
}

function createDeadlines() {
  const given: AbortController[] = [];
  let arePast = false;
  function end(deadline: AbortController): void {
    deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
  }
  return {
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
      'all of them asked for, though some of them hang',
      ({ value, stats }) => {
        if (value.wereTogether) return undefined;
        const { requests } = seenAt(stats, 'pokemon');
        return {
          seen: `${requests} asked for, and then a wait for what hangs`,
          suggests:
            'An await in a loop lets one that hangs hold up all behind it: start all of them first.',
        };
      },
    ),
    ended('gave', ({ outcome }: Seen) => outcome, {
      id: 'nothing-thrown',
      expected: 'a list, also when requests fail or hang',
      suggests:
        'If it threw, one failure ended all: catch each where it happens. If it waits, something hangs without a deadline: a request has one when you give it a signal, and each needs its own.',
    }),
    holds<Seen>(
      'an-entry-each',
      'an entry for each address, in the order of the addresses',
      ({ seed, value }) => {
        const urls = entriesOf(value).map(({ url }) => url);
        const wanted = plansFor(seed).map(({ path }) => value.site + path);
        if (urls.join('\n') === wanted.join('\n')) return undefined;
        return {
          seen: difference(urls, wanted),
          suggests:
            'None may be left out, and none may come at the place of another that was slower: make the list from the addresses, not from the answers.',
        };
      },
    ),
    holds<Seen>(
      'names',
      'the name of each Pokémon that was there',
      ({ seed, value }) => {
        const entries = entriesOf(value);
        const at = plansFor(seed).findIndex(
          ({ id, trouble }, index) =>
            trouble === '' && entries[index]?.name !== nameOf(id),
        );
        if (at < 0) return undefined;
        return {
          seen: `at place ${at}, ${brief(entries[at])}`,
          suggests:
            'That request was answered well: a failure elsewhere must not touch it.',
        };
      },
    ),
    holds<Seen>(
      'reasons',
      'no name and a reason in words for each one that failed, with the number of a bad status in it',
      ({ seed, value }) => {
        const entries = entriesOf(value);
        const plans = plansFor(seed);
        const at = plans.findIndex(
          ({ trouble }, index) =>
            trouble !== '' && !isReason(entries[index], trouble),
        );
        if (at < 0) return undefined;
        return {
          seen: `for the fault "${plans[at]?.trouble ?? ''}", ${brief(entries[at])}`,
          suggests:
            'A bad status throws nothing, and 200 may be the status of anything: look at the status before you read, and at what you have read.',
        };
      },
    ),
    arrivals((seed) => plansFor(seed).map(({ path }) => path), {
      expected: 'one request for each address',
      suggests: 'Ask once for each address; trying again is for another day.',
    }),
    abortedExactly(
      hanging,
      'To stop waiting is not to stop the work: hand the signal to the request itself, and it ends at the server as well.',
    ),
  ],
});

function isReason(entry: Entry | undefined, trouble: string): boolean {
  if (!entry || entry.name !== undefined) return false;
  const { reason } = entry;
  if (typeof reason !== 'string' || reason.trim() === '') return false;
  return /^\d+$/.test(trouble) ? reason.includes(trouble) : true;
}
