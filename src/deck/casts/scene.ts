/** What a recording shows: a terminal, what is typed, and what is waited for. */
export interface Scene {
  /** Names the recording to those who cannot see it. */
  readonly title: string;
  /** How wide and high the terminal is: 80 by 18 by default. */
  readonly columns?: number;
  readonly rows?: number;
  /** Seconds that a typed character takes: 0.05 by default. */
  readonly paceSeconds?: number;
  /** Longer waits are shortened to this: 2 by default. */
  readonly idleSeconds?: number;
  /** How long a step may take before the recording fails: 120 by default. */
  readonly timeoutSeconds?: number;
  /**
   * Where the commands run: in this project (the default), in a clone of it
   * that is set up, or in a clone where set-up never ran.
   */
  readonly folder?: 'project' | 'clone' | 'fresh clone';
  /**
   * Starts a lab with this scale. Its origins replace `{pokemon}`,
   * `{conference}` and so on in commands, and LAB_URL leads to it.
   */
  readonly labScale?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** What differs from run to run and is recorded as if it did not. */
  readonly replace?: readonly Replacement[];
  /** What may differ when the screens of two runs are compared. */
  readonly masks?: readonly Replacement[];
  readonly steps: readonly Step[];
}

/** A pattern (with the flag `g`), and what replaces each of its matches. */
export type Replacement = readonly [pattern: RegExp, by: string];

export type Step =
  /** Types a command behind the prompt. */
  | { readonly type: string }
  /**
   * Runs what was typed until this is on the screen, or to its end; in the
   * recording, time passes `speed` times as fast.
   */
  | { readonly enter: Until; readonly speed?: number }
  /** Presses keys in the program that runs. */
  | { readonly press: string; readonly until: Until }
  /** Edits a file of the folder, as an editor in another window would. */
  | {
      readonly edit: string;
      readonly from: string | RegExp;
      readonly to: string;
      readonly until: Until;
    }
  /** Where the presenter pauses, and screens are compared. */
  | { readonly marker: string }
  /** Lets time pass in the recording alone. */
  | { readonly pause: number };

export type Until = 'the end' | RegExp;
