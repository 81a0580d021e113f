// passes
import { withTaskGroup } from 'async-lab';

type Task<Result> = (signal: AbortSignal) => Promise<Result>;

export function allOrNone<Result>(
  tasks: readonly Task<Result>[],
): Promise<Result[]> {
  return withTaskGroup(({ run }) =>
    Promise.all(tasks.map((task) => run((signal) => task(signal)))),
  );
}
