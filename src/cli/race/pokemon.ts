import { request, type Dispatcher } from 'undici';
import { blockingRequest } from '../../client/blocking-request.ts';
import { WorkError } from '../../command/options.ts';

/** The addresses of the Pokémon 1 … count. */
export function pokemonUrls(origin: string, count: number): string[] {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return numbers.map((number) => `${origin}/api/v2/pokemon/${number}`);
}

/**
 * Requests a Pokémon and gives its number.
 * @throws WorkError if no answer comes, or one that is not a Pokémon
 */
export async function getPokemon(
  url: string,
  dispatcher: Dispatcher,
): Promise<number> {
  try {
    const { statusCode, body } = await request(url, { dispatcher });
    return numberIn(url, statusCode, await body.text());
  } catch (error) {
    throw explained(url, error);
  }
}

/** The same, while this thread is blocked. */
export function getPokemonBlocking(url: string): number {
  try {
    const { statusCode, text } = blockingRequest(url);
    return numberIn(url, statusCode, text);
  } catch (error) {
    throw explained(url, error);
  }
}

/**
 * Checks that the answers are complete and in the order of the requests.
 * @throws WorkError if one is missing or in another place
 */
export function checkOrder(numbers: readonly number[], count: number): void {
  for (let number = 1; number <= count; number += 1) {
    const got = numbers[number - 1];
    if (got !== number) {
      throw new WorkError(
        `Pokémon ${number} was requested, but the answer was ${got ?? 'missing'}; ${remedy}`,
      );
    }
  }
}

const remedy =
  'is that server a lab, or a Pokémon API? Without --url and LAB_URL the ' +
  'race starts a lab itself.';

function numberIn(url: string, status: number, text: string): number {
  if (status !== 200) {
    throw new WorkError(`${url} answered ${status}, not 200; ${remedy}`);
  }
  const number = parseNumber(text);
  if (number !== undefined) return number;
  const start = JSON.stringify(text.slice(0, 40));
  throw new WorkError(`${url} did not send a Pokémon but ${start}; ${remedy}`);
}

function parseNumber(text: string): number | undefined {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === 'number' ? id : undefined;
  } catch {
    return undefined;
  }
}

function explained(url: string, error: unknown): Error {
  if (error instanceof WorkError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = message || (code ?? 'no reason given');
  return new WorkError(`${url} did not answer (${reason}); ${remedy}`, {
    cause: error,
  });
}
