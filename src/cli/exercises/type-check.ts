import { Worker } from 'node:worker_threads';

export interface TypeQuestion {
  readonly id: number;
  readonly file: string;
}

export interface TypeAnswer {
  readonly id: number;
  readonly problems: readonly string[];
}

export interface TypeChecker {
  /** The compiler's messages about a file, at most five lines. */
  problemsOf(file: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

type Asked = PromiseWithResolvers<readonly string[]>;

/** Starts a thread that checks types, so that this one is never blocked. */
export function startTypeChecker(): TypeChecker {
  const worker = new Worker(new URL('./type-check-worker.ts', import.meta.url));
  const asked = new Map<number, Asked>();
  let lastId = 0;

  worker.on('message', ({ id, problems }: TypeAnswer) => {
    asked.get(id)?.resolve(problems);
    asked.delete(id);
  });
  worker.on('error', (error) => {
    for (const { reject } of asked.values()) reject(error);
    asked.clear();
  });
  return {
    problemsOf(file) {
      const id = ++lastId;
      const answer: Asked = Promise.withResolvers();
      asked.set(id, answer);
      worker.postMessage({ id, file } satisfies TypeQuestion);
      return answer.promise;
    },
    async close() {
      for (const { resolve } of asked.values()) resolve([]);
      await worker.terminate();
    },
  };
}
