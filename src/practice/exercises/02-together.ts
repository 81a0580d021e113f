import { isDeepStrictEqual } from 'node:util';
import { Agent, request } from 'undici';
import { pokedex } from '../../lab/sites/pokedex.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { countOf } from '../rules/server.ts';
import { difference, holds } from '../rules/values.ts';
import { idsFor, pathOf } from './pokemon.ts';
import { turns } from './timers.ts';

interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}
type DescribePair = (first: number, second: number, api: Api) => unknown;
type Seen = Awaited<ReturnType<typeof act>>;

export const exercise = defineExercise({
  id: '02-together',
  name: 'describePair',
  // The quick one is the first of the two, or the second.
  runs: runsOf({}, [11, 12]),
  act,
  rules: [
    holds<Seen>(
      'value',
      'name, type and count of both, in their order',
      ({ seed, value }) => {
        const wanted = pairFor(seed).map(descriptionOf);
        if (isDeepStrictEqual(value.given, wanted)) return undefined;
        return {
          seen: difference(value.given, wanted),
          suggests:
            'Look at what each promise holds, whether you wait for it, and to which place of the result it goes, whichever comes first.',
        };
      },
    ),
    holds<Seen>(
      'requests',
      'four requests, one for each answer',
      ({ seed, value }) => {
        const wanted = pairFor(seed).flatMap((id) => [pathOf(id), typeOf(id)]);
        const seen = value.asked.toSorted().join(', ');
        if (seen === wanted.toSorted().join(', ')) return undefined;
        return {
          seen: `${countOf(value.asked.length, 'request')}: ${seen}`,
          suggests:
            'A promise can be kept in a variable and awaited as often as you like; a second call is a second request.',
        };
      },
    ),
    holds<Seen>(
      'both-begun',
      'both Pokémon asked for before any answer is there',
      ({ seed, value }) => {
        const [first, second] = pairFor(seed).map(pathOf);
        const isBegun = [first, second].every((path) =>
          value.askedAtOnce.includes(path ?? ''),
        );
        if (isBegun) return undefined;
        return {
          seen: `only ${value.askedAtOnce.join(', ') || 'nothing'} asked for by then`,
          suggests:
            'An await holds up all that stands below it, and one inside of a list holds up the rest of the list: make both promises first.',
        };
      },
    ),
    holds<Seen>(
      'no-needless-wait',
      'the count for one Pokémon asked for as soon as that one is there',
      ({ seed, value }) => {
        const { quick, late } = rolesFor(seed);
        if (value.askedWithOneThere.includes(typeOf(quick))) return undefined;
        return {
          seen: `${pathOf(quick)} answered, and no request for ${typeOf(quick)} while ${pathOf(late)} was still out`,
          suggests:
            'One Promise.all for both Pokémon makes the quick one wait for the slow one, though its count needs nothing from there.',
        };
      },
    ),
  ],
});

/** Two that have no type in common, so that four requests make sense. */
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

/** The path at which a Pokémon's type is counted. */
function typeOf(id: number): string {
  return `/api/v2/type/${descriptionOf(id).type}`;
}

/**
 * Asks the lab, but holds every answer back: first all of them, then all but
 * the quick one's, and each time until nothing more is asked for. So what was
 * asked without which answer does not depend on who is how fast.
 */
async function act(describePair: DescribePair, { lab, seed }: Scene) {
  const desk = openDesk(lab.pokemon);
  const [first = 1, second = 1] = pairFor(seed);
  const given = Promise.resolve().then(() =>
    describePair(first, second, desk.api),
  );
  given.catch(() => undefined);
  try {
    await turns();
    const askedAtOnce = [...desk.asked];
    const { quick } = rolesFor(seed);
    await desk.handOver(pathOf(quick));
    const askedWithOneThere = [...desk.asked];
    // So that the quick one is also the first to be done.
    await desk.handOver(typeOf(quick));
    desk.open();
    // As it is now: who does not wait may fill it in later.
    const found = structuredClone(await given);
    await desk.quiet();
    return {
      given: found,
      asked: desk.asked,
      askedAtOnce,
      askedWithOneThere,
    };
  } finally {
    await desk.close();
  }
}

/** Where answers wait until they are handed over. */
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
    /** Once it is there, if it was asked for, with time to act upon it. */
    async handOver(path: string): Promise<void> {
      await answers.get(path);
      handedOver.get(path)?.();
      await turns();
    },
    /** Once nobody asks any more, awaited or not. */
    async quiet(): Promise<void> {
      for (let seen = -1; seen < asked.length;) {
        seen = asked.length;
        await Promise.allSettled(answers.values());
        await turns();
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
