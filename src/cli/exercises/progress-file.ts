import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  parseProgress,
  renderProgress,
  type Progress,
} from '../../practice/progress.ts';
import { moveAside, writeWhole } from '../../command/copies/files.ts';

/** The path of the progress file, as shown to the learner. */
export const progressPlace = 'work/exercises/progress.json';

export interface ProgressFile {
  read(): Progress;
  /** Reads the file first, because another command may have changed it. */
  change(change: (progress: Progress) => Progress): Progress;
}

/**
 * Opens the file with the learner's progress, which can be copied to another
 * machine. A damaged file is renamed.
 * @param tell called with a line that says so
 */
export function openProgressFile(
  root: string,
  tell: (line: string) => void,
): ProgressFile {
  const file = join(root, progressPlace);
  function read(): Progress {
    if (!existsSync(file)) return {};
    const progress = parseProgress(readFileSync(file, 'utf8'));
    if (progress) return progress;
    const aside = moveAside(file, 'damaged', new Date());
    tell(
      `${progressPlace} was damaged: it is kept as ${basename(aside)}, and your progress starts from the beginning.`,
    );
    return {};
  }
  return {
    read,
    change(change) {
      const progress = change(read());
      writeWhole(file, renderProgress(progress));
      return progress;
    },
  };
}
