import type { Trace } from '../../trace/trace.ts';

/** What a demo's process is told first. */
export interface Job {
  readonly url: string;
  readonly scale: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** The one run of a race that takes place there. */
  readonly only: string | undefined;
}

/** What a demo's process says; after `ready` and `end` it waits for a word. */
export type Report =
  | { readonly kind: 'ready'; readonly run: string }
  | { readonly kind: 'trace'; readonly run: string; readonly trace: Trace }
  | { readonly kind: 'end'; readonly run: string; readonly trace: Trace }
  | {
      readonly kind: 'note';
      readonly run: string;
      readonly atMs: number;
      readonly text: string;
    }
  | { readonly kind: 'done' }
  | { readonly kind: 'threw'; readonly message: string };

/** Lets a demo's process go on. */
export interface GoOn {
  readonly kind: 'go on';
}
