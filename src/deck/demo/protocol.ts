import type { Trace } from '../../trace/trace.ts';

/** The first message to a demo's process: what it is to do. */
export interface Job {
  readonly url: string;
  readonly scale: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** The one run of a race that takes place there. */
  readonly only: string | undefined;
}

/** What a demo's process sends; after `ready` and `end` it waits for GoOn. */
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

/** The answer that lets a demo's process go on. */
export interface GoOn {
  readonly kind: 'go on';
}
