/** A line of the deck's sources. */
export interface SourcePosition {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What is wrong with the deck's sources, and where: `FILE:LINE: what`. */
export class SlideProblem extends Error {
  override readonly name = 'SlideProblem';

  constructor({ file, line }: SourcePosition, what: string) {
    super(`${file}:${line}: ${what}`);
  }
}

/**
 * Does some work that concerns a line of the sources.
 * @param about what the problem is with, to begin its sentence
 * @throws SlideProblem that adds file and line to whatever the work throws
 */
export function locating<Result>(
  position: SourcePosition,
  work: () => Result,
  about = '',
): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof SlideProblem) throw error;
    const what = error instanceof Error ? error.message : String(error);
    throw new SlideProblem(position, `${about}${what}`);
  }
}
