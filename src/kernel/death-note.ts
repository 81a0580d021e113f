import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * A kernel that dies cannot say so. While one lives, a file beside its
 * connection file names the cell that it runs; Jupyter starts the next kernel
 * with the same connection file, and that one says it.
 */
export interface DeathNote {
  /** What to tell of the kernel before, if it ended without being asked to. */
  readonly notice: string | undefined;
  /** Notes the cell that runs from now on; none while the kernel is idle. */
  write(label: string | undefined): void;
}

/** Where the note for a connection file is. */
function deathNoteFile(connectionFile: string): string {
  return `${connectionFile}.running`;
}

/** Reads what the kernel before has left, and begins a note of its own. */
export function openDeathNote(connectionFile: string): DeathNote {
  const file = deathNoteFile(connectionFile);
  const left = readNote(file);
  const write = (label = '') => {
    try {
      writeFileSync(file, label);
    } catch {
      // Without a note, a death goes unexplained; a cell runs all the same.
    }
  };
  write();
  return { notice: left === undefined ? undefined : noticeOf(left), write };
}

/** Takes the note away: the kernel ends because it was asked to. */
export function removeDeathNote(connectionFile: string): void {
  rmSync(deathNoteFile(connectionFile), { force: true });
}

function readNote(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function noticeOf(label: string): string {
  const when = label === '' ? '' : ` while ${label} was running`;
  return [
    `The kernel ended${when}, and was started again: everything that cells had defined is gone.`,
    'If you did not restart it yourself, its memory was probably full, or a cell ended the process.',
    'To go on, run the cells from the top again (Run > Run All Above Selected Cell).',
    '',
  ].join('\n');
}
