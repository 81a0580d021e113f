import { AsyncResource, createHook, executionAsyncId } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { currentPlace } from './places.ts';
import { kindOf } from './resources.ts';
import type { Step, Steps, Token } from './steps.ts';

/** More than a person steps through; a program of that size has a trace. */
const mostSteps = 2000;
/** Deep enough to find the program below the libraries that it calls. */
const stackFrames = 40;

/** How to record steps. */
export interface StepOptions {
  /** The text of what a place names, where that is not a file. */
  readonly sourceOf?: (file: string) => string | undefined;
}

/** A recording of steps under way. */
export interface StepRecorder {
  /** Runs work whose steps are recorded. */
  run<Result>(work: () => Result): Result;
  /** Ends the recording; a second call gives the same steps. */
  stop(): Steps;
}

/**
 * Starts a recording of what a small program has under way: promise jobs,
 * timers, the thread pool's work and sockets, by Node's `async_hooks`. It makes
 * every promise dearer, in the whole process, so it is for programs that are to
 * be understood, not measured. It ends itself after 2,000 steps.
 */
export function createStepRecorder(options: StepOptions = {}): StepRecorder {
  const startedAt = performance.now();
  const tokens: Token[] = [];
  const steps: Step[] = [];
  const byAsyncId = new Map<number, Token>();
  /** What waits for a promise, by the promise. */
  const waiting = new Map<number, Token[]>();
  /** Promises of the work, and whether they are settled. */
  const promises = new Map<number, boolean>();
  const ours = new Map<number, string>();
  const { stackTraceLimit } = Error;
  let depth = 0;
  let turn = 0;
  let isNewTurn = true;
  let isCut = false;
  let result: Steps | undefined;

  function add(kind: Step['kind'], { id }: Token): void {
    if (steps.length >= mostSteps) {
      isCut = true;
      hook.disable();
      return;
    }
    if (isNewTurn) turn += 1;
    isNewTurn = false;
    const atMs = performance.now() - startedAt;
    steps.push({ atMs, turn, kind, tokenId: id });
  }

  function name(asyncId: number, made: Omit<Token, 'id'>): Token {
    const token = { ...made, id: tokens.length };
    tokens.push(token);
    byAsyncId.set(asyncId, token);
    return token;
  }

  function make(asyncId: number, made: Omit<Token, 'id'>): Token {
    const token = name(asyncId, made);
    add('made', token);
    return token;
  }

  function onPromise(asyncId: number, parentId: number): void {
    promises.set(asyncId, false);
    // One that continues another is what runs when that other is settled.
    const runningId = executionAsyncId();
    if (parentId === runningId || !promises.has(parentId)) return;
    // What awaits the whole program is no part of it.
    if (!ours.has(runningId)) return;
    const { stack, isOwn, builtIn } = currentPlace();
    const [first] = stack;
    if (!first || !isOwn) return;
    const isSettled = promises.get(parentId) === true;
    const token = make(asyncId, {
      queue: isSettled ? 'microtasks' : 'asleep',
      label: builtIn ?? `rest of ${first.name}`,
      stack,
      isLasting: false,
    });
    if (isSettled) return;
    const others = waiting.get(parentId) ?? [];
    waiting.set(parentId, [...others, token]);
  }

  const hook = createHook({
    init(asyncId, type, triggerId, resource) {
      if (!ours.has(executionAsyncId()) && !ours.has(triggerId)) return;
      ours.set(asyncId, type);
      if (type === 'PROMISE') {
        onPromise(asyncId, triggerId);
        return;
      }
      const kind = kindOf(type, resource);
      if (!kind) return;
      const { stack, isOwn } = currentPlace();
      if (kind.isProgramsOnly && !isOwn) return;
      const { queue, label, isLasting = false } = kind;
      make(asyncId, { queue, label, isLasting, stack });
    },
    before(asyncId) {
      const type = ours.get(asyncId);
      if (type === undefined) return;
      depth += 1;
      if (depth === 1 && !microtaskTypes.has(type)) isNewTurn = true;
      const token = byAsyncId.get(asyncId);
      if (token) add('runs', token);
    },
    after(asyncId) {
      if (!ours.has(asyncId)) return;
      depth -= 1;
      const token = byAsyncId.get(asyncId);
      if (token) add('done', token);
    },
    promiseResolve(asyncId) {
      if (!promises.has(asyncId)) return;
      promises.set(asyncId, true);
      for (const token of waiting.get(asyncId) ?? []) add('ready', token);
      waiting.delete(asyncId);
    },
  });

  return {
    run(work) {
      Error.stackTraceLimit = stackFrames;
      const root = new AsyncResource('program');
      ours.set(root.asyncId(), 'program');
      name(root.asyncId(), {
        queue: 'timers',
        label: 'the program',
        stack: [],
        isLasting: false,
      });
      hook.enable();
      return root.runInAsyncScope(work);
    },
    stop() {
      hook.disable();
      Error.stackTraceLimit = stackTraceLimit;
      result ??= {
        steps,
        tokens,
        sources: sourcesOf(
          tokens,
          (file) => options.sourceOf?.(file) ?? textOfFile(file),
        ),
        isCut,
      };
      return result;
    },
  };
}

const microtaskTypes = new Set(['PROMISE', 'TickObject', 'Microtask']);

/**
 * Runs a small program and gives its result and its steps.
 * @throws whatever the program throws
 */
export async function recordSteps<Result>(
  work: () => Result,
  options: StepOptions = {},
): Promise<{ result: Awaited<Result>; steps: Steps }> {
  const recorder = createStepRecorder(options);
  try {
    const result = await recorder.run(work);
    return { result, steps: recorder.stop() };
  } finally {
    recorder.stop();
  }
}

function sourcesOf(
  tokens: readonly Token[],
  sourceOf: (file: string) => string | undefined,
): Record<string, string> {
  const files = new Set(
    tokens.flatMap(({ stack }) => stack.map(({ file }) => file)),
  );
  const texts = [...files].map((file) => [file, sourceOf(file)] as const);
  return Object.fromEntries(
    texts.filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

function textOfFile(file: string): string | undefined {
  try {
    return readFileSync(
      file.startsWith('file:') ? fileURLToPath(file) : file,
      'utf8',
    );
  } catch {
    return undefined;
  }
}
