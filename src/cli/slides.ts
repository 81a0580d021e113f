import { UsageError } from '../command/options.ts';

/** What `npm run slides -- NAME` knows; without a name, it presents. */
const subcommands = ['build', 'pdf', 'casts', 'traces', 'check'];

interface Subcommand {
  readonly main: (args: string[]) => Promise<number>;
}

/** Presents the deck, or does with it what the first word says. */
export async function main(args: string[]): Promise<number> {
  const [word = '', ...rest] = args;
  if (word === '' || word.startsWith('-')) {
    return (await load('serve')).main(args);
  }
  if (subcommands.includes(word)) return (await load(word)).main(rest);
  const known = subcommands.join(', ');
  throw new UsageError(
    `npm run slides does not know "${word}"; it knows ${known}, and presents when given none of them.`,
  );
}

/** Each brings much with it that the others do without. */
async function load(name: string): Promise<Subcommand> {
  const file = new URL(`./slides/${name}.ts`, import.meta.url);
  return (await import(file.href)) as Subcommand;
}
