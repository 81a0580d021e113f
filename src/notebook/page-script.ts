import { readFileSync } from 'node:fs';

/** The script is made when the sources are compiled, and is there only then. */
const file = '../trace/explore/element/define.js';
const compiledFile = '../dist/trace/explore/element/define.js';

let script: string | undefined;

/**
 * The script that wakes up every picture of a page, as an HTML element: one is
 * enough, wherever it stands. Empty where the sources are not compiled.
 */
export function pageScript(): string {
  script ??= readScript();
  return script === '' ? '' : `<script>${inScript(script)}</script>`;
}

/** A run of a cell: the signal is a new one each time that the cell runs. */
export interface CellRun {
  readonly cellId: string;
  readonly signal: AbortSignal;
}

/**
 * Returns a function that says whether an output has to bring the script with
 * it. The first one of a kernel's session does, and serves those of all other
 * cells. A cell that runs again brings it again: its output may have been the
 * one that had it, and otherwise running any cell again is the way to have
 * pictures answer whose script was deleted with its cell.
 */
export function createScriptCarrier(): (run: CellRun) => boolean {
  /** The run that each cell was in last, since the script was brought last. */
  const runs = new Map<string, AbortSignal>();
  return ({ cellId, signal }) => {
    const last = runs.get(cellId);
    if (last === signal) return false;
    const isNeeded = runs.size === 0 || last !== undefined;
    if (isNeeded) runs.clear();
    runs.set(cellId, signal);
    return isNeeded;
  };
}

/** Nothing in a script may look like its end. */
function inScript(text: string): string {
  return text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');
}

function readScript(): string {
  for (const place of [file, compiledFile]) {
    try {
      return readFileSync(new URL(place, import.meta.url), 'utf8');
    } catch {
      // It is at the other place, or nowhere.
    }
  }
  return '';
}
