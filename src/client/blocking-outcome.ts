import type { Trace } from '../trace/trace.ts';

/** The answer to a blocking request, its body read to the end. */
export interface BlockingResponse {
  /** Such as 200. */
  readonly statusCode: number;
  /** The headers by their names in lower case; a list where one is repeated. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body, as text. */
  readonly text: string;
}

/** What the worker sends back to the waiting thread: an answer or an error, as data. */
export type Outcome =
  | { readonly response: BlockingResponse }
  | { readonly error: { name: string; message: string; code?: unknown } };

export type TracedOutcome = Outcome & { readonly trace: Trace };
