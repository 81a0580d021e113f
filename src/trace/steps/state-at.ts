import type { Frame, Queue, Step, Steps, Token } from './steps.ts';

/** Where every token is at one moment. */
export interface StateAt {
  readonly stack: readonly Frame[];
  /** The token whose run it is that fills the stack. */
  readonly runningId: number | undefined;
  readonly queues: Readonly<Record<Queue, readonly Token[]>>;
  /** What happened last; undefined before the first step. */
  readonly step: Step | undefined;
  /** The line of the program that is at work, or was last. */
  readonly place: Frame | undefined;
}

/** Where everything is after so many steps. */
export function stateAt({ steps, tokens }: Steps, after: number): StateAt {
  const queues = emptyQueues();
  const running: Token[] = [];
  for (const { kind, tokenId } of steps.slice(0, after)) {
    const token = tokens[tokenId];
    if (!token) continue;
    for (const queue of Object.values(queues)) remove(queue, token);
    remove(running, token);
    if (kind === 'runs') running.push(token);
    if (kind === 'made') queues[token.queue].push(token);
    if (kind === 'ready') queues.microtasks.push(token);
    if (kind === 'done' && token.isLasting) queues[token.queue].push(token);
  }
  const step = steps[after - 1];
  const made = step?.kind === 'made' ? tokens[step.tokenId] : undefined;
  const runs = running.at(-1);
  const stack = stackOf(made, runs);
  return { stack, runningId: runs?.id, queues, step, place: stack[0] };
}

/**
 * What is made is made by the functions that run. What runs is the rest of the
 * innermost function that made it: the others have returned.
 */
function stackOf(made: Token | undefined, runs: Token | undefined): Frame[] {
  if (made && made.stack.length > 0 && runs) return [...made.stack];
  if (!runs) return [];
  const [first] = runs.stack;
  return [first && isRest(runs) ? first : callbackFrame(runs)];
}

function isRest({ queue }: Token): boolean {
  return queue === 'asleep' || queue === 'microtasks';
}

function callbackFrame({ label, stack }: Token): Frame {
  const [first] = stack;
  const { file = '', line = 0 } = first ?? {};
  return { name: label, file, line };
}

function emptyQueues(): Record<Queue, Token[]> {
  return { asleep: [], microtasks: [], timers: [], pool: [], wire: [] };
}

function remove(list: Token[], token: Token): void {
  const at = list.indexOf(token);
  if (at >= 0) list.splice(at, 1);
}
