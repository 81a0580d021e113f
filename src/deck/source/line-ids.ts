import { diffArrays } from 'diff';

/**
 * Gives each line of each version an id, so that a line which the next
 * version keeps has the same id there, and one that is new has one of its own.
 * Returns the ids, version by version.
 */
export function lineIds(versions: readonly (readonly string[])[]): number[][] {
  let next = 0;
  const freshIds = (count: number) =>
    Array.from({ length: count }, () => next++);
  const ids: number[][] = [];
  for (const [index, lines] of versions.entries()) {
    const before = versions[index - 1];
    const beforeIds = ids[index - 1];
    ids.push(
      before && beforeIds
        ? carried(before, beforeIds, lines, freshIds)
        : freshIds(lines.length),
    );
  }
  return ids;
}

function carried(
  before: readonly string[],
  beforeIds: readonly number[],
  after: readonly string[],
  freshIds: (count: number) => number[],
): number[] {
  let at = 0;
  return diffArrays([...before], [...after]).flatMap((change) => {
    if (change.added) return freshIds(change.value.length);
    const from = at;
    at += change.value.length;
    return change.removed ? [] : beforeIds.slice(from, at);
  });
}
