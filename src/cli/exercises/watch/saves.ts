import { watch } from 'chokidar';
import { readFileSync } from 'node:fs';

/** Editors write in several steps; after so long without one they are done. */
const quietMs = 40;
/** A file that is empty or gone is most likely just being written. */
const emptyMs = 400;

/** What to do about files. */
export interface Saves {
  /** From now on this file is the one that counts, as it is now. */
  follow(file: string): void;
  close(): Promise<void>;
}

/**
 * Tells when the followed file was saved with another text than before, be it
 * written in place or replaced by another.
 * @param folder where the files are
 * @param onTrouble is told why saves may go unseen
 */
export async function watchSaves(
  folder: string,
  onSave: () => void,
  onTrouble: (why: string) => void,
): Promise<Saves> {
  let followed = '';
  let lastText: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    const text = textIn(followed);
    if (text === lastText) return;
    lastText = text;
    onSave();
  }

  function wait(): void {
    clearTimeout(timer);
    const isThere = (textIn(followed) ?? '').trim() !== '';
    timer = setTimeout(look, isThere ? quietMs : emptyMs);
  }

  const watcher = watch(folder, { ignoreInitial: true, depth: 0 });
  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
  });
  watcher.on('error', (error) => {
    onTrouble(error instanceof Error ? error.message : String(error));
  });
  watcher.on('all', (_, path) => {
    if (path === followed) wait();
  });
  await ready;
  return {
    follow(file) {
      clearTimeout(timer);
      followed = file;
      lastText = textIn(file);
    },
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
