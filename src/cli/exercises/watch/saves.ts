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

/** What is called when something happens to the files. */
export interface SaveListeners {
  /**
   * The followed file was saved with a new text, whether it was written in
   * place or replaced.
   */
  readonly onSave: () => void;
  /** Another file was saved. */
  readonly onSaveElsewhere: (file: string) => void;
  /** Saves may be missed, for this reason. */
  readonly onTrouble: (why: string) => void;
}

/** Watches the files in a folder. */
export async function watchSaves(
  folder: string,
  { onSave, onSaveElsewhere, onTrouble }: SaveListeners,
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
  watcher.on('all', (event, path) => {
    if (path === followed) wait();
    else if (event === 'change') onSaveElsewhere(path);
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
