/** Tasks that belong together, given by `withTaskGroup`. */
export interface TaskGroup {
  /** Aborts when a task fails, and when the signal from outside aborts. */
  readonly signal: AbortSignal;
  /**
   * Starts a task at once, with the group's signal, and gives a promise of its
   * result. You need not await it: the group waits for every task. Once the
   * signal has aborted, no task starts; the promise rejects with its reason.
   * @throws Error when the group has ended
   */
  readonly run: <Result>(
    task: (signal: AbortSignal) => Result,
  ) => Promise<Awaited<Result>>;
}

/**
 * Gives work a group to run tasks in, and ends when the work and all of its
 * tasks have ended: no task outlives it. The first failure aborts the rest,
 * with an AbortError whose `cause` is the failure.
 *
 * Only a task that respects its signal can be cancelled; the group waits for any
 * other. To nest groups, give the inner one the outer one's signal.
 * @returns the result of the work
 * @throws what ended the group: the first failure as it is, or the reason of
 * the signal from outside. Errors of other tasks are only in their own promises:
 * most of them only say that the task was aborted.
 */
export async function withTaskGroup<Result>(
  work: (group: TaskGroup) => Result,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Awaited<Result>> {
  const { group, join } = openTaskGroup(signal ? [signal] : []);
  const result = group.run(() => work(group));
  await join();
  return result;
}

function openTaskGroup(outside: readonly AbortSignal[]) {
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, ...outside]);
  const running = new Set<Promise<unknown>>();
  let failure: { readonly error: unknown } | undefined;
  let isOver = false;

  function run<Result>(task: (signal: AbortSignal) => Result) {
    if (isOver) throw new Error(lateTask);
    const outcome = start(task, signal);
    running.add(outcome);
    outcome.catch(fail).finally(() => running.delete(outcome));
    return outcome;
  }

  function fail(error: unknown): void {
    // A failure after an abort is usually caused by the abort.
    failure ??= { error: signal.aborted ? signal.reason : error };
    controller.abort(abortedBecauseOf(error));
  }

  async function join(): Promise<void> {
    // Tasks may start others while they run.
    while (running.size > 0) await Promise.allSettled(running);
    isOver = true;
    if (failure) throw failure.error;
  }

  return { group: { signal, run }, join };
}

async function start<Result>(
  task: (signal: AbortSignal) => Result,
  signal: AbortSignal,
): Promise<Awaited<Result>> {
  signal.throwIfAborted();
  return await task(signal);
}

function abortedBecauseOf(cause: unknown): DOMException {
  const message = 'Aborted because another task of the group failed.';
  return new DOMException(message, { name: 'AbortError', cause });
}

const lateTask =
  'The task group has ended, so it cannot run another task. Its work returned ' +
  'without awaiting the code that called run just now: await that in the work.';
