/**
 * Which column comes next. The talk skips the columns that only the workshop
 * has; from one of those, the next column is the nearest.
 * @param isTalk whether each column belongs to the talk
 * @param by 1 goes to the right, -1 to the left
 * @returns its index, or undefined at the end
 */
export function nextColumn(
  isTalk: readonly boolean[],
  from: number,
  by: 1 | -1,
): number | undefined {
  let to = from + by;
  while (isTalk[from] && isTalk[to] === false) to += by;
  return isTalk[to] === undefined ? undefined : to;
}
