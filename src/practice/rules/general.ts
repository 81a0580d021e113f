import { wordsForUnloadable, wordsOf } from './load-words.ts';
import type { Failure, ErrorData } from '../attempt/attempt.ts';
import type { Exercise, Rule } from '../exercise.ts';
import type { Ruling } from '../verdict.ts';

type General = Pick<Rule, 'id' | 'expected'>;

const loads: General = {
  id: 'loads',
  expected: 'a module that can be imported',
};
const types: General = { id: 'types', expected: 'no type errors' };
const ends: General = {
  id: 'ends',
  expected: 'a function that ends without an error',
};

/** The rules of every exercise, which must hold before its own are judged. */
export const generalRules: readonly General[] = [loads, types, ends];

/** A failure as the ruling of the general rule that it breaks. */
export function describeFailure(failure: Failure, exercise: Exercise): Ruling {
  const { rule, seen, suggests } = wordsFor(failure, exercise);
  return { ...rule, passed: false, seen, suggests };
}

interface Words {
  readonly rule: General;
  readonly seen: string;
  readonly suggests: string;
}

function wordsFor(failure: Failure, { name }: Exercise): Words {
  switch (failure.kind) {
    case 'unloadable':
      return {
        rule: loads,
        ...wordsForUnloadable(failure),
      };
    case 'nameless':
      return {
        rule: loads,
        seen: `a module without a function ${name}; it exports ${
          failure.exported.join(', ') || 'nothing'
        }`,
        suggests: `The check calls your function by its name: keep the line that begins with "export", and the name ${name}.`,
      };
    case 'ill-typed':
      return {
        rule: types,
        seen: failure.problems.join('\n'),
        suggests: suggestionForTypes(failure.problems),
      };
    case 'unwritten':
      return {
        rule: ends,
        seen: `the starter: ${name} is not written yet`,
        suggests:
          'Write it where the code says TODO. There are three hints if you want them.',
      };
    case 'threw':
      return {
        rule: ends,
        seen: `${name} threw ${wordsOf(failure.error)}`,
        suggests: suggestionForThrown(failure.error),
      };
    case 'uncopyable':
      return {
        rule: ends,
        seen: `${name} returned ${failure.found}`,
        suggests: failure.found.includes('promise')
          ? 'A promise is not yet its value: await each of them, as in `await Promise.all(list)`, and return the result.'
          : 'The check needs plain values: strings, numbers, lists and objects. Return the data itself.',
      };
    case 'crashed':
      return { rule: ends, ...wordsForCrash(failure.error) };
    case 'waiting':
      return {
        rule: ends,
        seen: `no end within ${failure.seconds} s, although the event loop turns${busyNote(failure)}`,
        suggests:
          'Your code probably awaits something that never happens: a promise that is never settled, or a body or connection that is never closed. Look at each await.',
      };
    case 'stuck':
      return {
        rule: ends,
        seen: `no end within ${failure.seconds} s, and the event loop stands still${busyNote(failure)}`,
        suggests:
          'There is probably an endless loop, or one that waits without an await. Look at the condition of each loop.',
      };
    case 'lab-silent':
      return {
        rule: ends,
        seen: 'nothing: the lab of this check did not answer in time',
        suggests:
          'This is not your mistake. The machine is probably busy with other work: close other programs, and check again.',
      };
    case 'out-of-memory':
      return {
        rule: ends,
        seen: `more than ${failure.megabytes} MB of memory`,
        suggests:
          'Something grows without limit: probably a list that a loop adds to, or a large body that is read as a whole.',
      };
    case 'exited':
      return {
        rule: ends,
        seen: `a process that ended early (${failure.code === null ? 'by a signal' : `exit ${failure.code}`})`,
        suggests:
          'Do not call process.exit here: return or throw, and let the caller decide.',
      };
  }
}

function busyNote({ isBusy }: { readonly isBusy?: boolean }): string {
  return isBusy
    ? ' (more time than usual, because this machine is busy with other work)'
    : '';
}

function wordsForCrash(error: ErrorData): Omit<Words, 'rule'> {
  return error.isEvent
    ? {
        seen: `${wordsOf(error)}, in an "error" event that nothing listens for`,
        suggests:
          'Something that emits events has failed, such as a stream or a worker. Without a listener for "error", Node ends the program. Listen for it and pass the error on; for streams, `pipeline` does that.',
      }
    : {
        seen: `${wordsOf(error)}, thrown where nothing was waiting for it`,
        suggests:
          'A promise was probably not awaited, or a callback threw. Await every promise that you create, even when another one fails.',
      };
}

function suggestionForThrown({ name, message, line }: ErrorData): string {
  if (name === 'SyntaxError' && message.includes('JSON')) {
    return 'An answer was not JSON. Compare its status with 200, and look at the address that you asked for.';
  }
  return line === undefined
    ? 'It names no line of your file, so it may come from a function that your code calls. Read the message, and look at what you pass to that function.'
    : 'Look at that line first, and at the values that it gets.';
}

function suggestionForTypes([first = '']: readonly string[]): string {
  if (first.includes("'unknown'")) {
    return 'Data from outside has the type "unknown". Say what you expect, as in "(await body.json()) as { name: string }".';
  }
  if (first.includes("using' declaration")) {
    return '`using` needs an object that says how to end it, and this one does not. End it in a finally block instead.';
  }
  return 'At that line TypeScript found a value of one type where the code around it needs another. Compare the two types in the message.';
}
