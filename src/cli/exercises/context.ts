import type { TextOptions } from '../../trace/render/text-style.ts';
import { openProgressFile, type ProgressFile } from './progress-file.ts';
import { readShelf, type Item } from './shelf.ts';
import { prepareWorkFolder } from './work-folder.ts';

/** What each of the commands works with. */
export interface Context {
  readonly root: string;
  readonly shelf: readonly Item[];
  readonly progress: ProgressFile;
  /** How to write on standard output. */
  readonly text: Required<TextOptions>;
  readonly json: boolean;
}

/**
 * Brings the learner's files in line and reads what there is.
 * @param tell is told what the learner should know, a line each
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

/** As wide as the terminal; without colours where they are not wanted. */
export function textOptionsOf(
  stream: NodeJS.WriteStream,
): Required<TextOptions> {
  // Some terminals say 0 when they do not know.
  const columns = (stream.isTTY && stream.columns) || 80;
  return { columns, colour: stream.isTTY && stream.hasColors() };
}

/** One JSON document, and nothing else, on standard output. */
export function printJson(document: unknown): void {
  console.log(JSON.stringify(document, undefined, 2));
}
