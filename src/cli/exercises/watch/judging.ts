import type { Checker } from '../../../practice/check.ts';
import type { Verdict } from '../../../practice/verdict.ts';
import type { Item } from '../shelf.ts';

/** One check at a time; a new one cancels the one before. */
export interface Judging {
  /** Starts a check; one that still runs is about an outdated file. */
  readonly start: (item: Item) => void;
  readonly stop: () => void;
}

export function createJudging(
  checker: Pick<Checker, 'check'>,
  onVerdict: (verdict: Verdict, seconds: number) => void,
  onError: (error: unknown) => void,
): Judging {
  let latest: AbortController | undefined;

  async function judge({ exercise, file }: Item, signal: AbortSignal) {
    const startedMs = performance.now();
    try {
      const verdict = await checker.check(exercise, file, signal);
      const seconds = (performance.now() - startedMs) / 1000;
      if (!signal.aborted) onVerdict(verdict, seconds);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
  }

  return {
    start(item) {
      latest?.abort();
      latest = new AbortController();
      void judge(item, latest.signal);
    },
    stop() {
      latest?.abort();
    },
  };
}
