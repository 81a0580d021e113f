import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../setup/lock.mjs';

/** The process that made a folder is in its name. */
const namePattern = /^\.check-(\d+)-/;

/** Runs `act` with a folder inside the project, so that packages are found. */
export async function withScratch<Result>(
  root: string,
  act: (folder: string) => Promise<Result>,
): Promise<Result> {
  const work = join(root, 'work');
  mkdirSync(work, { recursive: true });
  removeAbandoned(work);
  const folder = mkdtempSync(join(work, `.check-${process.pid}-`));
  try {
    return await act(folder);
  } finally {
    remove(folder);
  }
}

/** A process that was killed leaves its folder behind. */
function removeAbandoned(work: string): void {
  for (const name of readdirSync(work)) {
    const pid = Number(namePattern.exec(name)?.[1] ?? NaN);
    if (pid > 0 && !isAlive(pid)) remove(join(work, name));
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
