import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Gives `act` a folder inside the project, where packages are found. */
export async function withScratch<Result>(
  root: string,
  act: (folder: string) => Promise<Result>,
): Promise<Result> {
  const work = join(root, 'work');
  mkdirSync(work, { recursive: true });
  const folder = mkdtempSync(join(work, '.check-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
