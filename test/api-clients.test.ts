import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import Pokedex from 'pokedex-promise-v2';
import { MainClient, PokenodeError } from 'pokenode-ts';
import { startLab, type Lab } from '../src/lab/lab.ts';

const firstTypes = ['grass', 'poison'];

/** Clients of the real Pokémon API that know nothing of the lab. */
suite('A client of the real API works with the lab unchanged:', () => {
  let lab: Lab;

  before(async () => {
    lab = await startLab({ scale: 0.01 });
  });
  after(() => lab.close());

  suite('pokenode-ts', () => {
    test('finds a Pokémon by name, by number, and what it links to', async () => {
      const api = new MainClient({ baseURL: `${lab.pokemon}/api/v2` });
      const byName = await api.pokemon.getPokemonByName('bulbasaur');
      const byNumber = await api.pokemon.getPokemonById(1);
      assert.deepEqual(byName, byNumber);
      assert.deepEqual(
        byName.types.map(({ type }) => type.name),
        firstTypes,
      );
      const [ability] = byName.abilities;
      assert.ok(ability);
      const { name } = await api.pokemon.resolve(ability.ability);
      assert.equal(name, 'overgrow');
    });

    test('walks the list from page to page to its end', async () => {
      const api = new MainClient({ baseURL: `${lab.pokemon}/api/v2` });
      const names: string[] = [];
      for await (const { name } of api.pokemon.paginate('listPokemons')) {
        names.push(name);
      }
      assert.equal(names.length, 151);
      assert.equal(names.at(-1), 'mew');
    });

    test('learns that there is no such Pokémon', async () => {
      const api = new MainClient({ baseURL: `${lab.pokemon}/api/v2` });
      const isMissing = (error: unknown) =>
        PokenodeError.isPokenodeError(error) && error.status === 404;
      await assert.rejects(
        api.pokemon.getPokemonByName('missingno'),
        isMissing,
      );
    });
  });

  suite('pokedex-promise-v2', () => {
    function createPokedex(): Pokedex {
      const { host } = new URL(lab.pokemon);
      return new Pokedex({ protocol: 'http', hostName: host });
    }

    test('fetches many by name and keeps their order', async () => {
      const wanted = ['mew', 'bulbasaur', 'pikachu'];
      const found = await createPokedex().getPokemonByName(wanted);
      assert.deepEqual(
        found.map(({ name }) => name),
        wanted,
      );
      assert.deepEqual(
        found.map(({ id }) => id),
        [151, 1, 25],
      );
    });

    test('lists a part of them, and follows a link of the list', async () => {
      const pokedex = createPokedex();
      const { count, results } = await pokedex.getPokemonsList({
        offset: 149,
        limit: 2,
      });
      assert.equal(count, 151);
      assert.deepEqual(
        results.map(({ name }) => name),
        ['mewtwo', 'mew'],
      );
      const links = results.map(({ url }) => url);
      const [mewtwo] = (await pokedex.getResource(links)) as { id: number }[];
      assert.equal(mewtwo?.id, 150);
    });

    test('learns that there is no such Pokémon', async () => {
      await assert.rejects(createPokedex().getPokemonByName('missingno'));
    });
  });
});
