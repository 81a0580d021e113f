import { StringDecoder } from 'node:string_decoder';
import type { Tslab } from './tslab.ts';

/** How a package that a cell imports reaches the kernel. */
export interface KernelHook {
  /**
   * Shows one output in all forms of the bundle, by MIME type. A second one
   * with the same display id takes the first one's place.
   */
  publish(bundle: Readonly<Record<string, unknown>>, displayId?: string): void;
  /** Aborted when the cell that runs, or ran last, is interrupted. */
  readonly signal: AbortSignal;
  /** Of the cell that runs, or ran last: the same when it runs again. */
  readonly cellId: string;
  /** The text of a cell that ran, by its name in stack traces: `cell [3]`. */
  sourceOf(label: string): string | undefined;
}

const hookKey = Symbol.for('async-lab.kernel');

export type StreamName = 'stdout' | 'stderr';

/** Sends a message of Jupyter's protocol to the front ends. */
export type Publish = (type: string, content: unknown) => void;

/** Passes what is written to stdout and stderr to `write`. */
export function redirectStreams(
  write: (name: StreamName, text: string) => void,
): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const decoder = new StringDecoder();
    process[name].write = (
      chunk: Uint8Array | string,
      ...rest: unknown[]
    ): boolean => {
      const text =
        typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
      if (text !== '') write(name, text);
      const done = rest.at(-1);
      if (typeof done === 'function') process.nextTick(done);
      return true;
    };
  }
}

/** Lets cells and the packages they import show more than text. */
export function offerDisplays(
  { jupyter }: Tslab,
  publish: Publish,
  current: () => Omit<KernelHook, 'publish'>,
): void {
  const shown = new Set<string>();
  const hook: KernelHook = {
    get signal() {
      return current().signal;
    },
    get cellId() {
      return current().cellId;
    },
    sourceOf: (label) => current().sourceOf(label),
    publish(data, displayId) {
      const update = displayId !== undefined && shown.has(displayId);
      if (displayId !== undefined) shown.add(displayId);
      publish(update ? 'update_display_data' : 'display_data', {
        data,
        metadata: {},
        transient: displayId === undefined ? {} : { display_id: displayId },
      });
    },
  };
  Object.defineProperty(globalThis, hookKey, { value: hook });
  jupyter.lastWriteDisplayData = (content, update) => {
    publish(update ? 'update_display_data' : 'display_data', content);
  };
}
