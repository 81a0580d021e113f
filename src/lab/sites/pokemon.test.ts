import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { pokedex, statNames, typeNames } from './pokedex.ts';
import { answerPokemon } from './pokemon.ts';

const origin = 'http://pokemon.example:8080';

function ask(path: string, query = '') {
  return answerPokemon({ origin, path, query: new URLSearchParams(query) });
}

function askJson(path: string, query = ''): unknown {
  const { status, body } = ask(path, query);
  assert.equal(status, 200);
  return JSON.parse(body);
}

interface List {
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly { name: string; url: string }[];
}

interface Chain {
  readonly evolves_to: readonly {
    readonly species: { readonly name: string };
    readonly evolution_details: readonly {
      readonly item: { readonly name: string } | null;
    }[];
  }[];
}

suite('the pokedex', () => {
  test('has the first 151, each with two types at most and six stats', () => {
    assert.equal(pokedex.length, 151);
    for (const [index, pokemon] of pokedex.entries()) {
      assert.equal(pokemon.id, index + 1);
      assert.match(pokemon.name, /^[a-z]+(-[a-z]+)?$/);
      assert.ok(pokemon.types.length >= 1 && pokemon.types.length <= 2);
      assert.ok(pokemon.types.every((type) => typeNames.includes(type)));
      assert.equal(pokemon.baseStats.length, statNames.length);
      assert.ok(pokemon.abilities.length >= 1);
      assert.ok(pokemon.heightDecimetres > 0 && pokemon.weightHectograms > 0);
    }
  });
});

suite('the Pokémon site', () => {
  test('gives Mew by number and by name, with a slash at the end or without', () => {
    const mew = askJson('/api/v2/pokemon/151');
    assert.deepEqual(askJson('/api/v2/pokemon/mew'), mew);
    assert.deepEqual(askJson('/api/v2/pokemon/mew/'), mew);
    const { name, height, weight, types } = mew as Record<string, unknown>;
    assert.deepEqual(
      { name, height, weight },
      { name: 'mew', height: 4, weight: 40 },
    );
    assert.deepEqual(types, [
      { slot: 1, type: { name: 'psychic', url: `${origin}/api/v2/type/14/` } },
    ]);
  });

  test('has the names that are more than one word', () => {
    for (const name of ['nidoran-f', 'nidoran-m', 'mr-mime', 'farfetchd']) {
      assert.equal(ask(`/api/v2/pokemon/${name}`).status, 200, name);
    }
  });

  test('lists twenty by default, and links to the next', () => {
    const list = askJson('/api/v2/pokemon') as List;
    assert.equal(list.results.length, 20);
    assert.deepEqual(list.results[0], {
      name: 'bulbasaur',
      url: `${origin}/api/v2/pokemon/1/`,
    });
    assert.equal(list.next, `${origin}/api/v2/pokemon?offset=20&limit=20`);
    assert.equal(list.previous, null);
  });

  test('reaches all 151 by following the links, each once', () => {
    const names: string[] = [];
    let next: string | null = `${origin}/api/v2/pokemon/?limit=40`;
    while (next) {
      const { pathname, search } = new URL(next);
      const list = askJson(pathname, search) as List;
      names.push(...list.results.map(({ name }) => name));
      next = list.next;
    }
    assert.deepEqual(
      names,
      pokedex.map(({ name }) => name),
    );
  });

  test('uses the defaults where limit or offset is invalid', () => {
    for (const query of ['limit=0', 'limit=-1', 'limit=x&offset=y']) {
      const list = askJson('/api/v2/pokemon', query) as List;
      assert.equal(list.results.length, 20, query);
    }
    const beyond = askJson('/api/v2/pokemon', 'offset=500') as List;
    assert.deepEqual([beyond.results, beyond.next], [[], null]);
  });

  test('has a page behind each link of each page', () => {
    const seen = new Set<string>();
    const toSee = [`${origin}/api/v2/`];
    for (let url = toSee.pop(); url; url = toSee.pop()) {
      if (seen.has(url)) continue;
      seen.add(url);
      const { pathname, search } = new URL(url);
      const { status, body } = ask(pathname, search);
      assert.equal(status, 200, url);
      const links = body.match(/http:\/\/[^"]+/g) ?? [];
      assert.ok(links.every((link) => link.startsWith(`${origin}/api/v2/`)));
      toSee.push(...links);
    }
    assert.ok(seen.has(`${origin}/api/v2/type/18/`));
    assert.ok(seen.size > 4 * 151);
  });

  test('has the fields that clients of the real API require', () => {
    const eevee = askJson('/api/v2/pokemon-species/eevee') as {
      evolution_chain: { url: string };
      color: object;
      genera: readonly { genus: string }[];
      gender_rate: number;
    };
    assert.deepEqual(eevee.color, {
      name: 'brown',
      url: `${origin}/api/v2/pokemon-color/3/`,
    });
    assert.deepEqual(
      [eevee.genera[0]?.genus, eevee.gender_rate],
      ['Evolution Pokémon', 1],
    );
    const { pathname } = new URL(eevee.evolution_chain.url);
    const { chain } = askJson(pathname) as { chain: Chain };
    assert.deepEqual(
      chain.evolves_to.map(({ species, evolution_details: [how] }) => [
        species.name,
        how?.item?.name,
      ]),
      [
        ['vaporeon', 'water-stone'],
        ['jolteon', 'thunder-stone'],
        ['flareon', 'fire-stone'],
      ],
    );
  });

  test('has effort, damage and generations as the real API has them', () => {
    const bulbasaur = askJson('/api/v2/pokemon/1') as {
      base_experience: number;
      past_stats: object[];
      stats: { effort: number }[];
    };
    assert.equal(bulbasaur.base_experience, 64);
    assert.deepEqual(
      bulbasaur.stats.map(({ effort }) => effort),
      [0, 0, 0, 1, 0, 0],
    );
    assert.deepEqual(bulbasaur.past_stats, []);
    const { damage_relations: ghost } = askJson('/api/v2/type/ghost') as {
      damage_relations: Record<string, { name: string }[]>;
    };
    assert.deepEqual(
      ghost['no_damage_from']?.map(({ name }) => name),
      ['normal', 'fighting'],
    );
    const overgrow = askJson('/api/v2/ability/65') as {
      generation: { name: string };
    };
    assert.equal(overgrow.generation.name, 'generation-iii');
  });

  test('lists what has no name by its address alone', () => {
    const { results } = askJson('/api/v2/evolution-chain') as List;
    assert.deepEqual(results[0], {
      url: `${origin}/api/v2/evolution-chain/1/`,
    });
    assert.equal(ask('/api/v2/evolution-chain/').status, 200);
  });

  test('says which state of the data it has', () => {
    const meta = askJson('/api/v2/meta') as Record<string, unknown>;
    assert.deepEqual(Object.keys(meta), ['deploy_date', 'hash', 'tag']);
  });

  test('answers 404 "Not Found" for everything else, as the real API does', () => {
    for (const path of [
      '/',
      '/api/v2/pokemon/0',
      '/api/v2/pokemon/152',
      '/api/v2/pokemon/nobody',
      '/api/v2/pokemon/1/2',
      '/api/v2/pokemon/constructor',
      '/api/v2/pokemon/152/encounters',
      '/api/v2/type/none',
      '/api/v2/berry/1',
    ]) {
      const { status, body } = ask(path);
      assert.deepEqual([status, body], [404, 'Not Found'], path);
    }
  });
});
