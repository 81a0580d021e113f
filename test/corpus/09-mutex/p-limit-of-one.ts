// passes
import pLimit from 'p-limit';

export function createMutex() {
  const limit = pLimit(1);
  return {
    runExclusive: <Result>(work: () => Promise<Result>) => limit(work),
  };
}
