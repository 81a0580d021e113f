import { WorkError } from '../../command/options.ts';

/**
 * Gives what reading pages gives.
 * @throws WorkError in one line when it fails: what happened, and what to do
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
  // fetch hides what went wrong in the cause; request does not.
  const reason = (cause ?? error) as NodeJS.ErrnoException;
  if (cause === undefined && reason.code === undefined) {
    return `${message}; a page (200 text/html) was due: open it in a browser to see what is there.`;
  }
  const words = reason.message || (reason.code ?? message);
  return `${url} could not be read (${words}); is the address right, and is its server running?`;
}
