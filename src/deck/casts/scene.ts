/** What a recording shows: a terminal, and what is typed and waited for. */
export interface Scene {
  /** Names the recording to those who cannot see it. */
  readonly title: string;
  /** How wide and high the terminal is: 80 by 18 unless told. */
  readonly columns?: number;
  readonly rows?: number;
  /** Seconds that a typed character takes: 0.05 unless told. */
  readonly paceSeconds?: number;
  /** Waits longer than this are cut to it: 2 unless told. */
  readonly idleSeconds?: number;
  /** How long to wait for what a step waits for: 120 unless told. */
  readonly patienceSeconds?: number;
  /**
   * Where the commands run: in this project (as they do unless told), or in a
   * clone of it that has what set-up makes, or in one in which it never ran.
   */
  readonly folder?: 'project' | 'clone' | 'fresh clone';
  /**
   * Starts a lab with this scale, whose origins stand in commands for
   * `{pokemon}`, `{conference}` and so on, and to which LAB_URL leads.
   */
  readonly labScale?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** What differs from run to run and is recorded as if it did not. */
  readonly replace?: readonly Replacement[];
  /** What may differ when the screens of two runs are compared. */
  readonly masks?: readonly Replacement[];
  readonly steps: readonly Step[];
}

/** Every match of a pattern (flag `g`), and what stands in its place. */
export type Replacement = readonly [pattern: RegExp, by: string];

export type Step =
  /** Types a command behind the prompt. */
  | { readonly type: string }
  /**
   * Runs what was typed until this is on the screen, or to its end; so many
   * times as fast in the recording.
   */
  | { readonly enter: Until; readonly speed?: number }
  /** Presses keys in the program that runs. */
  | { readonly press: string; readonly until: Until }
  /** Edits a file of the folder, as is done in an editor beside it. */
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
