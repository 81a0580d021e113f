import type { Failure, ErrorData } from '../attempt/attempt.ts';
import type { Exercise, Rule } from '../exercise.ts';
import type { Ruling } from '../verdict.ts';

type General = Pick<Rule, 'id' | 'expected'>;

const loads: General = {
  id: 'loads',
  expected: 'a module that can be imported',
};
const types: General = { id: 'types', expected: 'types that fit' };
const ends: General = {
  id: 'ends',
  expected: 'an end of its own, without an error',
};

/** What holds for each exercise; nothing else can be judged before. */
export const generalRules: readonly General[] = [loads, types, ends];

/** Puts a failure into the words of the general rule that it breaks. */
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
        suggests: `Keep the line that begins with "export" and the name ${name}: that is how it is called.`,
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
        seen: `a starter: ${name} is still to be written`,
        suggests:
          'Begin where the file says TODO; there are three hints if you want them.',
      };
    case 'threw':
      return {
        rule: ends,
        seen: `${name} threw ${wordsOf(failure.error)}`,
        suggests: 'Look at that line first, and at what it was given.',
      };
    case 'crashed':
      return {
        rule: ends,
        seen: `${wordsOf(failure.error)}, where nobody waited for it`,
        suggests:
          'A promise was left without an await, or a callback threw: wait for each promise that you make, also when another one fails.',
      };
    case 'waiting':
      return {
        rule: ends,
        seen: `no end within ${failure.seconds} s, though the event loop turns`,
        suggests:
          'Something is awaited that never comes: a promise that nobody settles, or a body or a connection that nobody ends.',
      };
    case 'stuck':
      return {
        rule: ends,
        seen: `no end within ${failure.seconds} s, and an event loop that stands still`,
        suggests:
          'There is a loop without an end, or without an await in it that lets others run.',
      };
    case 'out-of-memory':
      return {
        rule: ends,
        seen: `more than ${failure.megabytes} MB of memory`,
        suggests:
          'Something grows without bound: a list that is added to in a loop, or a body that is kept as a whole.',
      };
    case 'exited':
      return {
        rule: ends,
        seen: `a process that ended by itself (${failure.code === null ? 'by a signal' : `exit ${failure.code}`})`,
        suggests:
          'Nothing here should call process.exit: return, or throw, and let the caller decide.',
      };
  }
}

function wordsOf({ name, message, code, line }: ErrorData): string {
  const [first = ''] = message.split('\n');
  const said = message.startsWith(name) ? first : `${name}: ${first}`;
  const withCode = code && !said.includes(code) ? `${said} (${code})` : said;
  return line === undefined ? withCode : `${withCode}, line ${line}`;
}

function suggestionForTypes([first = '']: readonly string[]): string {
  if (first.includes("'unknown'")) {
    return 'What comes from outside is "unknown": say what you take it for, as in "(await body.json()) as { name: string }".';
  }
  return 'TypeScript has found a contradiction: what stands there is not what its neighbours take it for.';
}

function suggestionForImport({ name, code, message }: ErrorData): string {
  if (code === 'ERR_MODULE_NOT_FOUND') {
    return 'What is imported does not exist: look at its spelling; only packages of this kit are installed.';
  }
  if (/does not provide an export|Named export .* not found/.test(message)) {
    return 'The module is there, but exports no such name: look at its spelling, and whether it is a type (then write "import type").';
  }
  if (name === 'SyntaxError') {
    return 'The file is no TypeScript yet: look for a bracket, a quote or a comma near that line.';
  }
  return 'The module threw while it was imported: code outside of functions runs at once.';
}
