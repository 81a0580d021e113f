import { outcomeOf, outcomeOrWaits, type Outcome } from '../acting/outcome.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';
import { someTurns } from '../acting/waiting.ts';

/** What came of a second call in the same process. */
export interface SecondCall {
  readonly outcome: Outcome;
  /** The most requests that waited for their answers together. */
  readonly peakInFlight: number;
}

/**
 * Calls a function again, with an API of its own in which the name of each
 * Pokémon is its number: what a module keeps from its first call shows here.
 */
export async function callAgain(
  call: (pokemon: string) => unknown,
): Promise<SecondCall> {
  let inFlight = 0;
  let peakInFlight = 0;
  const server = await startScriptedServer(({ url = '' }, response) => {
    peakInFlight = Math.max(peakInFlight, ++inFlight);
    void someTurns().then(() => {
      inFlight -= 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ name: url.split('/').at(-1) }));
    });
  });
  try {
    const outcome = await outcomeOrWaits(outcomeOf(() => call(server.url)));
    return { outcome, peakInFlight };
  } finally {
    await server.close();
  }
}
