import type { ErrorData, Failure } from '../attempt/attempt.ts';

/** What was seen and what to do about it. */
interface LoadWords {
  readonly seen: string;
  readonly suggests: string;
}

/** Why a module could not be imported, in the compiler's words if it has some. */
export function wordsForUnloadable({
  error,
  problems,
}: Extract<Failure, { kind: 'unloadable' }>): LoadWords {
  if (error.code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return wordsForUnsupported(error);
  }
  return {
    seen: problems?.join('\n') ?? wordsOf(withoutPaths(error)),
    suggests: suggestionFor(error),
  };
}

/** An error on one line, with its code and the learner's line if it has them. */
export function wordsOf({ name, message, code, line }: ErrorData): string {
  const [first = ''] = message.split('\n');
  const said =
    first.startsWith(name) || !first ? first || name : `${name}: ${first}`;
  const withCode = code && !said.includes(code) ? `${said} (${code})` : said;
  return line === undefined ? withCode : `${withCode}, line ${line}`;
}

/** Syntax of TypeScript that is code, and what to write instead. */
const replacements: readonly (readonly [string, string])[] = [
  [
    'enum',
    "Write a union of strings, such as `type Size = 'small' | 'large'`, or a constant object.",
  ],
  [
    'parameter property',
    'Declare the field in the class, and set it in the constructor: `this.field = field`.',
  ],
  ['namespace', 'Write plain functions and constants in the module.'],
  ['import equals', 'Write `import … from` instead.'],
  ['export assignment', 'Write `export` before the function.'],
  ['angle-bracket', 'Write `value as Type` instead.'],
];

/** Node removes types before it runs a file, and does not compile. */
function wordsForUnsupported({ message, line }: ErrorData): LoadWords {
  const [kind = 'this syntax', instead = 'Write it in plain JavaScript.'] =
    replacements.find(([kind]) => message.includes(kind)) ?? [];
  const where = line === undefined ? '' : `line ${line}: `;
  return {
    seen: `${where}${kind}, which Node cannot run`,
    suggests: `Node runs TypeScript by removing the types, and this would need a compiler. ${instead}`,
  };
}

/** "Cannot find package 'x' imported from /home/…" names the learner's file. */
function withoutPaths(error: ErrorData): ErrorData {
  const message = error.message
    .replace(/ imported from .*/s, '')
    .replace(/'[^']*[\\/]([^'\\/]+)'/, "'$1'");
  return { ...error, message };
}

function suggestionFor({ name, code, message }: ErrorData): string {
  if (code === 'ERR_MODULE_NOT_FOUND') {
    return message.includes('Cannot find package')
      ? 'No such package is installed here. Check its spelling; only the packages of this kit can be imported.'
      : 'No such file exists. Check its path and spelling; Node needs the ending too, such as ".ts".';
  }
  if (/does not provide an export|Named export .* not found/.test(message)) {
    return 'The module exists, but does not export that name. Check its spelling; if it is a type, write "import type".';
  }
  if (/^(require|module|exports) is not defined/.test(message)) {
    return 'This file is a module: write `import … from` instead of require, and `export` instead of module.exports.';
  }
  if (name === 'SyntaxError') {
    return 'The file is not valid TypeScript yet. Look for a missing bracket, quote or comma near that line.';
  }
  return 'The module threw while it was loaded, because code outside functions runs at once. Move such code into the function.';
}
