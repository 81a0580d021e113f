// passes
interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

interface Turn {
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** One loop takes turns out of a list, as long as there are any. */
export function createMutex(): Mutex {
  const turns: Turn[] = [];
  let isServing = false;

  async function serve(): Promise<void> {
    isServing = true;
    for (let turn = turns.shift(); turn; turn = turns.shift()) {
      try {
        turn.resolve((await turn.work()) as never);
      } catch (error) {
        turn.reject(error);
      }
    }
    isServing = false;
  }

  return {
    runExclusive: (work) =>
      new Promise((resolve, reject) => {
        turns.push({ work, resolve, reject });
        if (!isServing) void serve();
      }),
  };
}
