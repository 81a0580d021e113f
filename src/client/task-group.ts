/** Tasks that belong together, as `withTaskGroup` lends them. */
export interface TaskGroup {
  /** Aborts when a task fails, and when the signal from outside does. */
  readonly signal: AbortSignal;
  /**
   * Starts a task at once, with the group's signal, and gives its outcome. It
   * may be waited for or not: the group waits for all. Once the signal has
   * aborted, no task starts any more; the outcome then is the signal's reason.
   * @throws Error when the group is over
   */
  readonly run: <Result>(
    task: (signal: AbortSignal) => Result,
  ) => Promise<Awaited<Result>>;
}

/**
 * Lends work a group to run tasks in, and is done when the work and all of its
 * tasks are: none outlives it. The first of them that fails aborts the rest,
 * with an AbortError whose `cause` is the failure.
 *
 * A task that is to be cancelled has to heed its signal; one that does not is
 * waited for. Groups nest when an inner one is given the outer one's signal.
 * @returns what the work gives
 * @throws what ended the group: the first failure as it is, or the reason of
 * the signal from outside. An error of another task is in that task's own
 * outcome, and nowhere else: most of them only say that it was aborted.
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
    // What fails after an abort fails, as a rule, because of it.
    failure ??= { error: signal.aborted ? signal.reason : error };
    controller.abort(abortedBecauseOf(error));
  }

  async function join(): Promise<void> {
    // Tasks may start others for as long as they run.
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
  'The task group is over, so it runs no more tasks: its work returned ' +
  'without waiting for what wants to run one now. Await that in the work.';
