/**
 * What the kernel's two threads know of each other, in memory that both can
 * read while the other one is busy.
 */
export type SharedState = Int32Array<SharedArrayBuffer>;

/** The number of the cell that runs; 0 when none does. */
export const runningCell = 0;
/**
 * The number of the latest cell that was interrupted; 0 when none was, and
 * `betweenCells` until the main thread has seen an interrupt between cells.
 */
export const interruptedCell = 1;
export const betweenCells = -1;
/** 1 while the kernel compiles: of that, nothing may be cut short. */
export const compiling = 2;
/** 1 once the control thread has closed its sockets, 2 once it has ended. */
export const controlClosed = 3;
export const threadEnded = 2;

/** Returns a state in which nothing has happened yet. */
export function createSharedState(): SharedState {
  return new Int32Array(new SharedArrayBuffer(4 * 4));
}
