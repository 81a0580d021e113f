/** Reads the lines that a step of code highlights: numbers from 0. */
export function parseLitLines(text: string): ReadonlySet<number> {
  return new Set(text.split(' ').filter(Boolean).map(Number));
}
