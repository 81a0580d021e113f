import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  parseProgress,
  renderProgress,
  type Progress,
} from '../../practice/progress.ts';
import { moveAside, writeWhole } from '../../command/copies/files.ts';

/** Where it is, as a learner may read it. */
export const progressPlace = 'work/exercises/progress.json';

export interface ProgressFile {
  read(): Progress;
  /** Reads it again first: another command may have written meanwhile. */
  change(change: (progress: Progress) => Progress): Progress;
}

/**
 * The learner's progress in the project at `root`, in one file that can be
 * taken along to another machine. One that makes no sense is kept aside.
 * @param tell is told where
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
      `${progressPlace} was damaged: it is kept as ${basename(aside)}, and progress starts anew.`,
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
