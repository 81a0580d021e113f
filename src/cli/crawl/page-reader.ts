import { startBoundedWorker } from '../../command/bounded-worker.ts';
import type { Answer } from './ask.ts';
import type { PageTask } from './page-worker.ts';
import type { Page } from './page.ts';

/** Parses pages in a thread, so that deadlines and Ctrl-C work meanwhile. */
export function startPageReader(signal: AbortSignal) {
  const worker = startBoundedWorker<PageTask, Page>(
    new URL('page-worker.ts', import.meta.url),
  );
  return {
    /** Returns the page in an answer; without links if it cannot be parsed. */
    parse: async (url: string, answer: Answer): Promise<Page> => {
      try {
        return await worker.run({ url, answer }, signal);
      } catch (error) {
        signal.throwIfAborted();
        const problem = (error as Error).message;
        return { url, status: answer.status, title: '', links: [], problem };
      }
    },
    close: () => worker.close(),
  };
}
