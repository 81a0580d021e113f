import { defineExercise, runsOf } from '../exercise.ts';
import { holds } from '../rules/values.ts';
import { hurryTimers } from '../acting/hurried-timers.ts';
import {
  briefTimeoutMs,
  originalSleep,
  someTurns,
  waitUntil,
} from '../acting/waiting.ts';

interface Mutex {
  runExclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

interface Step {
  readonly task: number;
  readonly does: 'begins' | 'ends';
}

interface Value {
  /** When the tasks began and ended, in order; the act lets each one end. */
  readonly steps: readonly Step[];
  /** The tasks in the order in which they called the mutex. */
  readonly arrived: readonly number[];
  /** The outcome of each task; the first is that of task 1. */
  readonly outcomes: readonly string[];
  /** Whether a task of another mutex ran while this one was held. */
  readonly otherRan: boolean;
}

/** How many tasks wait from the beginning. */
const waitingCount = (seed: number) => 4 + (seed % 3);
/**
 * How many more come when the first work ends: one just before the mutex can
 * hear of it, the others just after, each a step later.
 */
const newcomerCount = 6;
const taskCount = (seed: number) => waitingCount(seed) + newcomerCount;
/** This one throws at once, without returning a promise. */
const throwing = 3;
/** This one returns a promise that rejects. */
const failing = 2;

/** One result is an empty text, which counts as false. */
const resultOf = (seed: number, task: number) =>
  task === 4 ? '' : `result ${seed * task}`;

/** What a lock does by a timer happens while the first work holds it. */
const hurry = 200;
const heldMs = 60;

async function act(createMutex: () => Mutex, seed: number): Promise<Value> {
  const endHurry = hurryTimers(hurry);
  try {
    return await runAll(createMutex, seed);
  } finally {
    endHurry();
  }
}

async function runAll(createMutex: () => Mutex, seed: number): Promise<Value> {
  const count = taskCount(seed);
  const steps: Step[] = [];
  const outcomes = Array.from({ length: count }, () => 'pending');
  const mutex = createMutex();
  const doors = outcomes.map(() => Promise.withResolvers<undefined>());

  const arrived: number[] = [];

  /** A newcomer must not come before the mutex has had the work's promise. */
  function invite(end: Promise<unknown>): void {
    const [first = 0, ...others] = outcomes
      .map((_, at) => at + 1)
      .slice(waitingCount(seed));
    void end.then(() => start(first));
    setImmediate(() => {
      let step = end;
      for (const task of others) {
        step = step.then(() => {
          void start(task);
        });
      }
    });
  }

  function workOf(task: number): Promise<string> {
    steps.push({ task, does: 'begins' });
    if (task === throwing) {
      steps.push({ task, does: 'ends' });
      throw new Error(`thrown by ${task}`);
    }
    const end = (async () => {
      await doors[task - 1]?.promise;
      steps.push({ task, does: 'ends' });
      if (task === failing) throw new Error(`thrown by ${task}`);
      return resultOf(seed, task);
    })();
    if (task === 1) invite(end);
    return end;
  }

  async function start(task: number): Promise<void> {
    arrived.push(task);
    try {
      const result: unknown = await mutex.runExclusive(() => workOf(task));
      outcomes[task - 1] = String(result);
    } catch (error) {
      outcomes[task - 1] = String(error);
    }
  }

  for (let task = 1; task <= waitingCount(seed); task++) void start(task);
  await originalSleep(heldMs);
  await someTurns();
  const otherRan = await runs(createMutex());
  const opened = new Set<number>();
  const begun = () => steps.find(({ task }) => !opened.has(task))?.task;
  while (
    opened.size < count &&
    (await waitUntil(() => begun() !== undefined, briefTimeoutMs))
  ) {
    await someTurns();
    const task = begun() ?? 0;
    opened.add(task);
    doors[task - 1]?.resolve(undefined);
    await someTurns();
  }
  await someTurns();
  return { steps, arrived, outcomes, otherRan };
}

async function runs(mutex: Mutex): Promise<boolean> {
  let ran = false;
  const work = () => {
    ran = true;
    return Promise.resolve();
  };
  mutex.runExclusive(work).catch(() => undefined);
  return waitUntil(() => ran, briefTimeoutMs);
}

const exclusive = holds<Value>(
  'one-at-a-time',
  'no work that begins while other work is under way',
  ({ value: { steps } }) => {
    let open: number | undefined;
    for (const { task, does } of steps) {
      if (does === 'begins' && open !== undefined) {
        return {
          seen: `work ${task} begins before work ${open} has ended`,
          suggests:
            'The lock is released too early. Keep it until the promise that the work returns has settled, not only until the work has been called.',
        };
      }
      open = does === 'begins' ? task : undefined;
    }
    return undefined;
  },
);

const released = holds<Value>(
  'freed-after-an-error',
  'the next work begun after one has failed',
  ({ value: { steps, arrived } }) => {
    const begun = new Set(steps.map(({ task }) => task));
    const missing = arrived.find((task) => !begun.has(task));
    if (missing === undefined) return undefined;
    const before = steps.at(-1)?.task ?? 0;
    const hasFailed = before === failing || before === throwing;
    return {
      seen: `work ${missing} never begins${hasFailed ? `; the one before it, ${before}, threw` : ''}`,
      suggests:
        'Release the lock however the work ends. Pass its error to its own caller, and let the next work begin.',
    };
  },
);

const inOrder = holds<Value>(
  'first-come-first-served',
  'each work begun once, in the order in which the calls came',
  ({ value: { steps, arrived } }) => {
    const begun = steps.flatMap(({ task, does }) =>
      does === 'begins' ? [task] : [],
    );
    if (begun.join() === arrived.join()) return undefined;
    return {
      seen: `the calls came in the order ${arrived.join(', ')}, and the work began in the order ${begun.join(', ')}`,
      suggests:
        'Hand a lock that becomes free on to the call that has waited longest. If you set it free and wake that call, which looks again, a new call may take it in between.',
    };
  },
);

const outcome = holds<Value>(
  'outcome',
  'for each caller the result of its work, or the error that the work threw',
  ({ seed, value: { outcomes } }) => {
    const wanted = outcomes.map((_, at) =>
      [failing, throwing].includes(at + 1)
        ? `Error: thrown by ${at + 1}`
        : resultOf(seed, at + 1),
    );
    const at = wanted.findIndex((one, at) => one !== outcomes[at]);
    if (at < 0) return undefined;
    return {
      seen: `${outcomes[at] ?? 'nothing'} instead of ${wanted[at] ?? 'nothing'} for work ${at + 1}`,
      suggests:
        'You need two promises: one for the caller, with the result or the error, and one that never rejects and only says that the work has ended.',
    };
  },
);

export const exercise = defineExercise({
  id: '09-mutex',
  name: 'createMutex',
  runs: runsOf({}),
  act: (createMutex: () => Mutex, { seed }) => act(createMutex, seed),
  rules: [
    exclusive,
    released,
    inOrder,
    outcome,
    holds<Value>(
      'a-lock-each',
      'a second mutex that is free while the first is locked',
      ({ value: { otherRan } }) =>
        otherRan
          ? undefined
          : {
              seen: 'work that waits for the lock of another mutex',
              suggests:
                'A variable of the module is shared by all mutexes. Keep the state inside createMutex, so that each mutex has its own.',
            },
    ),
  ],
});
