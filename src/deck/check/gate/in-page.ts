/**
 * What the gate's two halves have in common: one looks at the slides from
 * within their page (`shell/gate`), the other steers that page from Node.
 */

/** How large code must be on the screen, so that the last row can read it. */
export const leastCodePx = 16;

/** A slide, and what is on it that can be played. */
export interface SlideFacts {
  readonly id: string;
  readonly title: string;
  readonly steps: number;
  readonly casts: readonly string[];
  readonly demos: readonly string[];
  readonly isTalk: boolean;
}

/** What is wrong with a slide, by its index in the deck. */
export interface SlideFault {
  readonly slide: number;
  readonly what: string;
}

/** A font of the page, and whether it can be loaded. */
export interface FontFact {
  readonly name: string;
  readonly loads: boolean;
}

/** What the page has as `gate`; slides are named by their index in the deck. */
export interface Gate {
  facts(): SlideFacts[];
  /** Whether each font of the page can be loaded. */
  fonts(): Promise<FontFact[]>;
  /** Goes to a slide, before its first step. */
  go(slide: number): Promise<void>;
  /** Goes through all slides with all their steps, and says what is wrong. */
  walk(): Promise<SlideFault[]>;
  /** What is wrong with the slide that is shown. */
  look(): Promise<string[]>;
  /** Goes to a slide's last step and takes all other slides out of the page. */
  isolate(slide: number): Promise<void>;
  /** Puts back what `isolate` took out. */
  restore(): void;
  /** Runs the demo on the slide that is shown, as its button does. */
  pressRun(): void;
  /** Remembers from now on which slides are shown. */
  follow(): void;
  /** The slides that were shown since. */
  followed(): number[];
  /** Takes the keyboard's focus from whatever has it. */
  blur(): void;
  /** Whether such an element of the slide that is shown has the focus. */
  hasFocus(selector: string): boolean;
  /** What the terminal on the slide shows; empty where no player is. */
  terminalText(): string;
}
