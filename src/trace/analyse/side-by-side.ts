/** Something with a beginning and an end, in milliseconds. */
interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Ends and beginnings that overlap by less count as one after the other: an
 * answer's end and the next request's start are noted at about the same time.
 */
const toleranceMs = 1;

/**
 * Puts stretches that overlap side by side. Returns for each the number of its
 * track, from 0: always the first one that is free, so there are as few tracks
 * as possible.
 */
export function sideBySide(stretches: readonly Stretch[]): {
  readonly trackOf: readonly number[];
  readonly tracks: number;
} {
  const trackOf = stretches.map(() => 0);
  const inOrder = [...stretches.entries()].sort(
    ([, a], [, b]) => a.startMs - b.startMs,
  );
  const busy = createHeap<{ track: number; untilMs: number }>(
    (each) => each.untilMs,
  );
  const free = createHeap<number>((track) => track);
  let tracks = 0;
  for (const [index, { startMs, endMs }] of inOrder) {
    while ((busy.least()?.untilMs ?? Infinity) <= startMs + toleranceMs) {
      free.add(busy.take()?.track ?? 0);
    }
    const track = free.take() ?? tracks++;
    trackOf[index] = track;
    busy.add({ track, untilMs: endMs });
  }
  return { trackOf, tracks };
}

interface Heap<Item> {
  least(): Item | undefined;
  take(): Item | undefined;
  add(item: Item): void;
}

/**
 * A binary heap: the item with the least key is at hand. To look through all
 * tracks for a free one would take seconds for 10,000 requests at once.
 */
function createHeap<Item>(keyOf: (item: Item) => number): Heap<Item> {
  const items: Item[] = [];
  const keyAt = (index: number) => {
    const item = items[index];
    return item === undefined ? Infinity : keyOf(item);
  };
  function swap(a: number, b: number): void {
    [items[a], items[b]] = [items[b] as Item, items[a] as Item];
  }
  function rise(index: number): void {
    const above = (index - 1) >> 1;
    if (index === 0 || keyAt(above) <= keyAt(index)) return;
    swap(index, above);
    rise(above);
  }
  function sink(index: number): void {
    const [left, right] = [2 * index + 1, 2 * index + 2];
    const below = keyAt(right) < keyAt(left) ? right : left;
    if (keyAt(index) <= keyAt(below)) return;
    swap(index, below);
    sink(below);
  }
  return {
    least: () => items[0],
    take() {
      const last = items.pop();
      const least = items[0];
      if (least === undefined || last === undefined) return last;
      items[0] = last;
      sink(0);
      return least;
    },
    add(item) {
      items.push(item);
      rise(items.length - 1);
    },
  };
}
