import { UsageError } from '../command/options.ts';
import { explainUnwritable } from '../command/unwritable.ts';
import { project } from '../setup/project.mjs';

/** The names in `npm run slides -- NAME`; without a name, it presents. */
const subcommands = ['build', 'pdf', 'png', 'casts', 'traces', 'check'];

interface Subcommand {
  readonly main: (args: string[]) => Promise<number>;
}

/** Presents the deck, or runs the subcommand that the first word names. */
export async function main(args: string[]): Promise<number> {
  const [word = '', ...rest] = args;
  if (word === '' || word.startsWith('-')) return run('serve', args);
  if (subcommands.includes(word)) return run(word, rest);
  const known = subcommands.join(', ');
  throw new UsageError(
    `npm run slides has no subcommand "${word}"; it has ${known}, and presents without one.`,
  );
}

const writableAdvice =
  'Slides are built in slides/dist and .cache: free space there, or make these folders yours (on Linux and macOS: sudo chown -R "$USER" slides .cache), and try again. A talk.html that was built elsewhere needs neither.';

async function run(name: string, args: string[]): Promise<number> {
  const { main } = await load(name);
  return explainUnwritable(project.root, writableAdvice, () => main(args));
}

/** Loaded when needed: each imports much that the others do not need. */
async function load(name: string): Promise<Subcommand> {
  const file = new URL(`./slides/${name}.ts`, import.meta.url);
  return (await import(file.href)) as Subcommand;
}
