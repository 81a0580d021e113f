import { WorkError } from '../../command/options.ts';

/**
 * Reads pages and gives the result.
 * @throws WorkError in one line if that fails: what happened, and what to do
 */
export async function explainFailure<Result>(
  url: string,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof WorkError) throw error;
    throw new WorkError(explain(url, error), { cause: error });
  }
}

function explain(url: string, error: unknown): string {
  const { cause, message } = error as Error;
  // fetch puts the reason into the cause; request does not.
  const reason = (cause ?? error) as NodeJS.ErrnoException;
  if (cause === undefined && reason.code === undefined) {
    return `${message}, but a page (200 text/html) was expected; open the address in a browser to see what is there.`;
  }
  const words = reason.message || (reason.code ?? message);
  return `${url} could not be read (${words}); is the address right, and is its server running?`;
}
