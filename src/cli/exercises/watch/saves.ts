import { watch } from 'chokidar';
import { readFileSync } from 'node:fs';

/** Editors save in several steps; after a pause this long they have finished. */
const quietMs = 40;
/** A file that is empty or missing is most likely just being written. */
const emptyMs = 400;

/** A watch on the file that counts. */
export interface Saves {
  /** Watches this file from now on; its present text is not a change. */
  follow(file: string): void;
  close(): Promise<void>;
}

/**
 * Calls `onSave` when the followed file was saved with a new text, whether it was
 * written in place or replaced.
 * @param folder where the files are
 * @param onTrouble called with the reason if saves may be missed
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
