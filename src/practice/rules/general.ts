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
        seen: failure.problems?.join('\n') ?? wordsOf(failure.error),
        suggests: suggestionForImport(failure.error),
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
        suggests: 'Look at that line first, and at the values that it gets.',
      };
    case 'uncopyable':
      return {
        rule: ends,
        seen: `${name} returned ${failure.found}`,
        suggests: failure.found.includes('promise')
          ? 'A promise is not yet its value: await each of them, as in `await Promise.all(list)`, and return what that gives.'
          : 'The check needs plain values: strings, numbers, lists and objects. Return the data itself.',
      };
    case 'crashed':
      return {
        rule: ends,
        seen: `${wordsOf(failure.error)}, thrown where nothing was waiting for it`,
        suggests:
          'A promise was probably not awaited, or a callback threw. Await every promise that you create, even when another one fails.',
      };
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
          'This is no mistake of yours. The machine is probably busy with other work: close other programs, and check again.',
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

function wordsOf({ name, message, code, line }: ErrorData): string {
  const [first = ''] = message.split('\n');
  const said = message.startsWith(name) ? first : `${name}: ${first}`;
  const withCode = code && !said.includes(code) ? `${said} (${code})` : said;
  return line === undefined ? withCode : `${withCode}, line ${line}`;
}

function suggestionForTypes([first = '']: readonly string[]): string {
  if (first.includes("'unknown'")) {
    return 'Data from outside has the type "unknown". Say what you expect, as in "(await body.json()) as { name: string }".';
  }
  return 'At that line TypeScript found a value of one type where the code around it needs another. Compare the two types in the message.';
}

function suggestionForImport({ name, code, message }: ErrorData): string {
  if (code === 'ERR_MODULE_NOT_FOUND') {
    return 'The module that you import does not exist. Check its spelling; only the packages of this kit are installed.';
  }
  if (/does not provide an export|Named export .* not found/.test(message)) {
    return 'The module exists, but does not export that name. Check its spelling; if it is a type, write "import type".';
  }
  if (name === 'SyntaxError') {
    return 'The file is not valid TypeScript yet. Look for a missing bracket, quote or comma near that line.';
  }
  return 'The module threw while it was loaded, because code outside functions runs at once. Move such code into the function.';
}
