import { isDeepStrictEqual } from 'node:util';
import { Agent, request } from 'undici';
import { pokedex } from '../../lab/sites/pokedex.ts';
import { someTurns } from '../acting/waiting.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';
import { idsFor, pathOf } from './pokemon.ts';

interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}
type DescribePair = (first: number, second: number, api: Api) => unknown;
type Seen = Awaited<ReturnType<typeof act>>;

export const exercise = defineExercise({
  id: '02-together',
  name: 'describePair',
  // In one run the first of the two is the quick one, in the other the second.
  runs: runsOf({}, [11, 12]),
  act,
  rules: [
    holds<Seen>(
      'value',
      'the name, type and count of both Pokémon, in the order of the arguments',
      ({ seed, value }) => {
        const wanted = pairFor(seed).map(descriptionOf);
        if (isDeepStrictEqual(value.given, wanted)) return undefined;
        return {
          seen: difference(value.given, wanted),
          suggests:
            'Await each promise before you use its value, and put each description in its own position, whichever answer comes first.',
        };
      },
    ),
    holds<Seen>(
      'requests',
      'four requests: two for the Pokémon and two for the counts',
      ({ seed, value }) => {
        const wanted = pairFor(seed).flatMap((id) => [pathOf(id), typeOf(id)]);
        const seen = value.asked.toSorted().join(', ');
        if (seen === wanted.toSorted().join(', ')) return undefined;
        return {
          seen: `${countOf(value.asked.length, 'request')}: ${seen}`,
          suggests:
            'Each call is a request. To use an answer twice, keep its promise in a variable and await that twice.',
        };
      },
    ),
    holds<Seen>(
      'both-begun',
      'both Pokémon requested before any answer arrives',
      ({ seed, value }) => {
        const [first, second] = pairFor(seed).map(pathOf);
        const isBegun = [first, second].every((path) =>
          value.askedAtOnce.includes(path ?? ''),
        );
        if (isBegun) return undefined;
        return {
          seen: `only ${value.askedAtOnce.join(', ') || 'nothing'} requested by then`,
          suggests:
            'An await delays every line below it, and an await inside an array delays the rest of the array. Make both calls first, and await them afterwards.',
        };
      },
    ),
    holds<Seen>(
      'no-needless-wait',
      'the count for each Pokémon requested as soon as that Pokémon has arrived',
      ({ seed, value }) => {
        const { quick, late } = rolesFor(seed);
        if (value.askedWithOneThere.includes(typeOf(quick))) return undefined;
        return {
          seen: `no request for ${typeOf(quick)} after ${pathOf(quick)} was answered, until ${pathOf(late)} was answered too`,
          suggests:
            'A Promise.all over both Pokémon makes the quick one wait for the slow one. Write an async function that gets one Pokémon and then its count, and call it twice.',
        };
      },
    ),
    holds<Seen>(
      'again',
      'the same of a second call, with another API and two of one type',
      ({ seed, value: { again } }) => {
        const wanted = othersFor(seed);
        if (isDeepStrictEqual(again, wanted)) return undefined;
        return {
          seen: difference(again, wanted),
          suggests:
            'This API has other answers to the same questions. Return what it answers: a variable of the module still holds the answers of the first call.',
        };
      },
    ),
  ],
});

/** What another API says of the same Pokémon. */
const othersFor = (seed: number) =>
  pairFor(seed).map((id) => ({
    name: `another ${id}`,
    // The first call has asked for the count of this type.
    type: descriptionOf(pairFor(seed)[0] ?? 1).type,
    count: seed,
  }));

/** Two with different types, so that four requests are needed. */
function pairFor(seed: number): number[] {
  const [first = 1, ...others] = idsFor(seed, 20);
  const second = others.find((id) => typeOf(id) !== typeOf(first)) ?? 1;
  return [first, second];
}

function rolesFor(seed: number): { quick: number; late: number } {
  const [first = 1, second = 1] = pairFor(seed);
  return seed % 2 === 1
    ? { quick: first, late: second }
    : { quick: second, late: first };
}

function descriptionOf(id: number) {
  const { name = '', types = [] } = pokedex[id - 1] ?? {};
  const [type = ''] = types;
  const count = pokedex.filter((one) => one.types.includes(type)).length;
  return { name, type, count };
}

/** The path that lists all Pokémon of this one's type. */
function typeOf(id: number): string {
  return `/api/v2/type/${descriptionOf(id).type}`;
}

/**
 * Asks the lab, but holds the answers back: first all of them, then all but the
 * quick one's, each time until no more requests come. So which requests were
 * made without which answers does not depend on how fast anything is.
 */
async function act(describePair: DescribePair, { lab, seed }: Scene) {
  const desk = openDesk(lab.pokemon);
  const [first = 1, second = 1] = pairFor(seed);
  const given = Promise.resolve().then(() =>
    describePair(first, second, desk.api),
  );
  given.catch(() => undefined);
  try {
    await someTurns();
    const askedAtOnce = [...desk.asked];
    const { quick } = rolesFor(seed);
    await desk.handOver(pathOf(quick));
    const askedWithOneThere = [...desk.asked];
    // So that the quick one is done first.
    await desk.handOver(typeOf(quick));
    desk.open();
    // A copy, because code that does not await may still fill it in later.
    const found = structuredClone(await given);
    await desk.quiet();
    const again = await askAnotherApi(describePair, seed);
    return {
      given: found,
      again,
      asked: desk.asked,
      askedAtOnce,
      askedWithOneThere,
    };
  } finally {
    await desk.close();
  }
}

/** Calls it again, with an API that has other answers. */
function askAnotherApi(describePair: DescribePair, seed: number): unknown {
  const [first = 1, second = 1] = pairFor(seed);
  const others = othersFor(seed);
  return describePair(first, second, {
    async pokemon(id) {
      await someTurns();
      const { name = '', type = '' } = others[id === first ? 0 : 1] ?? {};
      return { name, type };
    },
    async countOfType() {
      await someTurns();
      return seed;
    },
  });
}

/** An API whose answers wait until the act hands them over. */
function openDesk(origin: string) {
  const agent = new Agent();
  const asked: string[] = [];
  const answers = new Map<string, Promise<unknown>>();
  const opening = Promise.withResolvers<undefined>();
  const handedOver = new Map<string, () => void>();

  async function ask(path: string): Promise<unknown> {
    asked.push(path);
    const answer = getJson(origin + path, agent);
    answers.set(path, answer);
    const handing = Promise.withResolvers<undefined>();
    handedOver.set(path, () => {
      handing.resolve(undefined);
    });
    await Promise.race([handing.promise, opening.promise]);
    return answer;
  }

  return {
    asked,
    api: {
      async pokemon(id) {
        const { name, types } = (await ask(pathOf(id))) as PokemonAnswer;
        return { name, type: types[0]?.type.name ?? '' };
      },
      async countOfType(type) {
        const path = `/api/v2/type/${type}`;
        const { pokemon } = (await ask(path)) as { pokemon: unknown[] };
        return pokemon.length;
      },
    } satisfies Api,
    /** Lets one answer through, and gives its receiver time to react. */
    async handOver(path: string): Promise<void> {
      await answers.get(path);
      handedOver.get(path)?.();
      await someTurns();
    },
    /** Waits until no more requests come, even ones that are not awaited. */
    async quiet(): Promise<void> {
      for (let seen = -1; seen < asked.length;) {
        seen = asked.length;
        await Promise.allSettled(answers.values());
        await someTurns();
      }
    },
    open: () => {
      opening.resolve(undefined);
    },
    close: () => agent.destroy(),
  };
}

interface PokemonAnswer {
  readonly name: string;
  readonly types: readonly { readonly type: { readonly name: string } }[];
}

async function getJson(url: string, dispatcher: Agent): Promise<unknown> {
  const { body } = await request(url, { dispatcher });
  return body.json();
}
