import { UsageError } from '../command/options.ts';

/** The names in `npm run slides -- NAME`; without a name, it presents. */
const subcommands = ['build', 'pdf', 'casts', 'traces', 'check'];

interface Subcommand {
  readonly main: (args: string[]) => Promise<number>;
}

/** Presents the deck, or runs the subcommand that the first word names. */
export async function main(args: string[]): Promise<number> {
  const [word = '', ...rest] = args;
  if (word === '' || word.startsWith('-')) {
    return (await load('serve')).main(args);
  }
  if (subcommands.includes(word)) return (await load(word)).main(rest);
  const known = subcommands.join(', ');
  throw new UsageError(
    `npm run slides has no subcommand "${word}"; it has ${known}, and presents without one.`,
  );
}

/** Loaded when needed: each imports much that the others do not need. */
async function load(name: string): Promise<Subcommand> {
  const file = new URL(`./slides/${name}.ts`, import.meta.url);
  return (await import(file.href)) as Subcommand;
}
