import { pokemonModel } from '../model.ts';
import type { Kind, Link } from './pokemon-resource.ts';
import { kinds } from './pokemon-kinds.ts';
import { createPureSite } from './pure-site.ts';
import { jsonAnswer, notFound, type Answer } from '../answer.ts';
import type { Target } from '../target.ts';

/**
 * The real Pokémon API (version 2) for the first 151, in that API's own shape:
 * its clients work here unchanged. What the lab does not have is empty, or 404.
 */
export const pokemon = createPureSite({
  name: 'pokemon',
  summary:
    'The first 151 Pokémon, by number or by name, in the shape of the real ' +
    'Pokémon API',
  examplePaths: [
    '/api/v2/pokemon/151',
    '/api/v2/pokemon/pikachu',
    '/api/v2/pokemon?limit=150&offset=0',
  ],
  model: pokemonModel,
  answer: answerPokemon,
});

/** Like the real API, accepts each path with or without a slash at its end. */
export function answerPokemon({ origin, path, query }: Target): Answer {
  const root = `${origin}/api/v2`;
  if (!/^\/api\/v2(\/|$)/.test(path)) return notFound;
  const [name = '', key, part, ...rest] = segmentsOf(path).slice(2);
  if (name === '') return jsonAnswer(rootOf(root));
  if (name === 'meta') return key === undefined ? meta : notFound;
  const kind = kinds.get(name);
  if (!kind || rest.length > 0) return notFound;
  if (key === undefined) {
    return jsonAnswer(listOf(kind, `${root}/${name}`, query));
  }
  const found = answerOne(name, key, root);
  if (part === undefined) return found;
  // Where a Pokémon can be met; the lab has no such data.
  const isMet = name === 'pokemon' && part === 'encounters';
  return isMet && found !== notFound ? jsonAnswer([]) : notFound;
}

/** Which state of the data it is, by which some clients keep what they have. */
const meta = jsonAnswer({
  deploy_date: '2026-11-29T00:00:00Z',
  hash: 'lab',
  tag: 'lab',
});

function segmentsOf(path: string): string[] {
  return path.slice(1).replace(/\/$/, '').split('/');
}

function rootOf(root: string) {
  const names = [...kinds.keys()];
  return Object.fromEntries(names.map((name) => [name, `${root}/${name}/`]));
}

/** The answers under one root, by path: nearly all clients use the same. */
const cache = { root: '', answers: new Map<string, Answer>() };

function answerOne(name: string, key: string, root: string): Answer {
  if (cache.root !== root) {
    cache.root = root;
    cache.answers.clear();
  }
  const place = `${name}/${key}`;
  const kept = cache.answers.get(place);
  if (kept) return kept;
  const link: Link = (kind, { id, name }) => ({
    name,
    url: `${root}/${kind}/${id}/`,
  });
  const page = kinds.get(name)?.describe(key, link);
  if (!page) return notFound;
  const answer = jsonAnswer(page);
  cache.answers.set(place, answer);
  return answer;
}

const pageLength = 20;

function listOf({ items }: Kind, url: string, query: URLSearchParams) {
  const offset = countIn(query, 'offset') ?? 0;
  // The real API treats a limit of 0 as if there were none.
  const limit = countIn(query, 'limit') || pageLength;
  const end = offset + limit;
  const page = (from: number) => `${url}?offset=${from}&limit=${limit}`;
  return {
    count: items.length,
    next: end < items.length ? page(end) : null,
    previous: offset > 0 ? page(Math.max(0, offset - limit)) : null,
    results: items.slice(offset, end).map(({ id, name }) => ({
      ...(name !== '' && { name }),
      url: `${url}/${id}/`,
    })),
  };
}

/** A whole number in the query; undefined where it is not a whole number. */
function countIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
