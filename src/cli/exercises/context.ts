import { hasColour } from '../../command/colour.ts';
import type { TextOptions } from '../../trace/render/text-style.ts';
import { openProgressFile, type ProgressFile } from './progress-file.ts';
import { readShelf, type Item } from './shelf.ts';
import { prepareWorkFolder } from './work-folder.ts';

/** What every subcommand works with. */
export interface Context {
  readonly root: string;
  readonly shelf: readonly Item[];
  readonly progress: ProgressFile;
  /** The width and colours of standard output. */
  readonly text: Required<TextOptions>;
  readonly json: boolean;
}

/**
 * Updates the learner's files from the starters, and reads the exercises.
 * @param tell called with each line that the learner should see
 */
export async function openContext(
  root: string,
  json: boolean,
  tell: (line: string) => void,
): Promise<Context> {
  const shelf = readShelf(root);
  for (const line of await prepareWorkFolder(root)) tell(line);
  const progress = openProgressFile(root, tell);
  return { root, shelf, progress, text: textOptionsOf(process.stdout), json };
}

/** The width of a stream's terminal, and whether it has colours. */
export function textOptionsOf(
  stream: NodeJS.WriteStream,
): Required<TextOptions> {
  // Some terminals that do not know their width say 0.
  const columns = (stream.isTTY && stream.columns) || 80;
  return { columns, colour: hasColour(stream) };
}

/** Prints one JSON document, the only output of a command with --json. */
export function printJson(document: unknown): void {
  console.log(JSON.stringify(document, undefined, 2));
}
