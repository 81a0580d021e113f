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
