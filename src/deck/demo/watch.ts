import type { Lab } from '../../lab/lab.ts';
import type { DemoEvent, Seen } from './demo.ts';

const watchEveryMs = 150;

/** What the lab's servers have seen since the run began, all together. */
export async function seenBy(lab: Lab): Promise<Seen> {
  const sites: readonly Seen[] = Object.values(await lab.stats());
  const sum = (key: keyof Seen) =>
    sites.reduce((total, site) => total + site[key], 0);
  return {
    requests: sum('requests'),
    inFlight: sum('inFlight'),
    aborted: sum('aborted'),
  };
}

/** Reports what the servers have seen, now and then while a run goes on. */
export interface ServerWatch {
  readonly start: (run: string) => void;
  readonly stop: () => void;
}

/** Makes what watches a lab's servers. */
export function createServerWatch(
  lab: Lab,
  onEvent: (event: DemoEvent) => void,
): ServerWatch {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    stop,
    start(run) {
      stop();
      const startedMs = performance.now();
      const own = setInterval(() => {
        const atMs = Math.round(performance.now() - startedMs);
        void seenBy(lab).then(
          (seen) => {
            // The run may be over by now.
            if (timer === own) onEvent({ type: 'server', run, atMs, seen });
          },
          () => undefined,
        );
      }, watchEveryMs);
      timer = own;
    },
  };
}
