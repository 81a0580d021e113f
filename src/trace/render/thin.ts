/** What is left of a list that has more items than a picture has room for. */
export interface Thinned<T> {
  /** 1 where every item is drawn; 20 where every 20th is. */
  readonly step: number;
  /** Each group is drawn by its first item, which stands for all of them. */
  readonly groups: readonly (readonly [T, ...T[]])[];
}

const roundSteps = [1, 2, 5, 10, 20, 25, 50];

/** Every nth item, with n a round number, so that at most `most` are left. */
export function thin<T>(items: readonly T[], most: number): Thinned<T> {
  const step = thinningStep(items.length / Math.max(1, most));
  const groups: [T, ...T[]][] = [];
  for (let start = 0; start < items.length; start += step) {
    const [first, ...rest] = items.slice(start, start + step);
    if (first !== undefined) groups.push([first, ...rest]);
  }
  return { step, groups };
}

function thinningStep(least: number): number {
  let power = 1;
  for (;;) {
    for (const step of roundSteps) {
      if (step * power >= least) return step * power;
    }
    power *= 100;
  }
}
