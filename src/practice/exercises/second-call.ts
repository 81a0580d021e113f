import type { IncomingMessage, ServerResponse } from 'node:http';
import { outcomeOf, outcomeOrWaits, type Outcome } from '../acting/outcome.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';
import { someTurns } from '../acting/waiting.ts';

/** What came of more calls in the same process. */
export interface SecondCall {
  readonly outcome: Outcome;
  /** The most requests whose answers were not complete, at the same time. */
  readonly peakInFlight: number;
}

/** The type and the text of the answer at a path. */
export type AnswerAt = (
  path: string,
  origin: string,
) => readonly [type: string, text: string];

/** An API in which the name of each Pokémon is its number. */
const nameAt: AnswerAt = (path) => [
  'application/json',
  JSON.stringify({ name: path.split('/').at(-1) }),
];

/**
 * Calls a function twice more, with a server of its own, so that what a module
 * keeps from call to call shows. The body of an answer comes later than its
 * headers. The outcome is that of the last call, or of the first one that fails.
 * @param answerAt what the server has at a path; by default the API
 */
export async function callAgain(
  call: (origin: string) => unknown,
  answerAt: AnswerAt = nameAt,
): Promise<SecondCall> {
  let inFlight = 0;
  let peakInFlight = 0;
  const server = await startScriptedServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { url: path = '/', headers } = request;
    peakInFlight = Math.max(peakInFlight, ++inFlight);
    const [type, text] = answerAt(path, `http://${headers.host}`);
    await someTurns();
    response.setHeader('content-type', type);
    response.flushHeaders();
    await someTurns();
    inFlight -= 1;
    response.end(text);
  }
  try {
    const once = () => outcomeOrWaits(outcomeOf(() => call(server.url)));
    const first = await once();
    const outcome = first.kind === 'gave' ? await once() : first;
    return { outcome, peakInFlight };
  } finally {
    await server.close();
  }
}
