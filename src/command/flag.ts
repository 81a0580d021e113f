/** One declared flag: how it is described, its fallback, how it is read. */
export interface Flag<Value> {
  readonly description: string;
  readonly fallback: Value;
  /** The placeholder for the value in the help; a switch has none. */
  readonly valueName?: string;
  /** Gives the value, or says what it must be (`a number above 0`). */
  readonly parse: (text: string) => { value: Value } | { mustBe: string };
  /** Combines the values of a flag given twice; by default the last one counts. */
  readonly join?: (before: Value, more: Value) => Value;
}

/** Declared flags by name, each with a value of its own type. */
// Flag is invariant in its value, so only `any` covers them all.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Flags = Readonly<Record<string, Flag<any>>>;
