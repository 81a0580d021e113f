import { check } from './exercises/check.ts';
import { openContext, type Context } from './exercises/context.ts';
import { hint } from './exercises/hint.ts';
import { list } from './exercises/list.ts';
import { reset } from './exercises/reset.ts';
import { run } from './exercises/run.ts';
import { solution } from './exercises/solution.ts';
import { explainUnwritable } from '../command/unwritable.ts';
import { hasTerminal } from './exercises/watch/terminal.ts';
import { watch } from './exercises/watch/watch.ts';
import { parseOptions, switchFlag, UsageError } from '../command/options.ts';
import { project } from '../setup/project.mjs';

type Command = (
  context: Context,
  words: readonly string[],
  write: boolean,
) => number | Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  list: (context, words) => {
    refuseWords('list', words);
    return list(context);
  },
  check,
  run,
  hint,
  solution,
  reset,
};

const usage = [
  '  npm run exercises                      watches your files in a terminal',
  '  npm run exercises -- list              all exercises, and your progress',
  '  npm run exercises -- check [NN…]       checks all your files, or these',
  '  npm run exercises -- run NN            runs your code once, with all that it prints',
  '  npm run exercises -- hint NN           shows the next hint',
  '  npm run exercises -- solution NN       shows the solution, as changes to your file',
  '  npm run exercises -- reset NN          puts the starter back; your file is kept',
].join('\n');

const writableAdvice =
  'Exercises keep your files and your progress in work and .cache: make these two folders yours (on Linux and macOS: sudo chown -R "$USER" work .cache), and try again.';

/**
 * Exercises in a terminal: watches the learner's files and checks them, or runs
 * one subcommand.
 * @param root the project whose `work` folder has the learner's files
 */
export async function main(
  args: string[],
  root = project.root,
): Promise<number> {
  const { name, words, json, write } = readOptions(args);
  if (write && name !== 'solution') {
    throw new UsageError('--write can only be used with solution.');
  }
  if (name === undefined) return watchIn(root, json);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    throw new UsageError(
      `npm run exercises has no command "${name}"; it has ${Object.keys(commands).join(', ')}.`,
    );
  }
  return explainUnwritable(root, writableAdvice, async () => {
    const context = await openContext(root, json, tell);
    return command(context, words, write);
  });
}

function readOptions(args: string[]) {
  const { values, positionals } = parseOptions(args, {
    command: 'npm run exercises',
    summary: `Practise in a terminal: your files are in work/exercises.\n\n${usage}`,
    positionals: { name: '[COMMAND] [NN…]', atMost: Infinity },
    flags: {
      json: switchFlag('print one JSON document'),
      write: switchFlag('with solution: write it to your file; yours is kept'),
    },
  });
  const [name, ...words] = positionals;
  return { name, words, ...values };
}

async function watchIn(root: string, json: boolean): Promise<number> {
  if (json) throw new UsageError('--json needs a command, such as list.');
  if (!hasTerminal()) {
    throw new UsageError(
      `Watching your files needs a terminal. Without one, use these:\n${usage}`,
    );
  }
  const news: string[] = [];
  return explainUnwritable(root, writableAdvice, async () => {
    const context = await openContext(root, false, (line) => news.push(line));
    return watch(context, news);
  });
}

function refuseWords(command: string, [word]: readonly string[]): void {
  if (word === undefined) return;
  throw new UsageError(`${command} does not take the argument "${word}".`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
