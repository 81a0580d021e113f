/** What is wrong with the deck's sources, and where: `FILE:LINE: what`. */
export class SlideProblem extends Error {
  override readonly name = 'SlideProblem';

  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`);
  }
}
