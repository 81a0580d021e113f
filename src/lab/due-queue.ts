export interface Due {
  readonly dueMs: number;
}

/** Items in order of due time; those due together in order of arrival. */
interface DueQueue<Item extends Due> {
  readonly size: number;
  push(item: Item): void;
  peek(): Item | undefined;
  pop(): Item | undefined;
}

interface Entry<Item> {
  readonly item: Item;
  readonly turn: number;
}

/** A binary heap: pushing and popping cost the logarithm of the size. */
export function createDueQueue<Item extends Due>(): DueQueue<Item> {
  const heap: Entry<Item>[] = [];
  let turn = 0;

  function isBefore(a: number, b: number): boolean {
    const [first, second] = [heap[a], heap[b]];
    if (!first || !second) return first !== undefined;
    const differenceMs = first.item.dueMs - second.item.dueMs;
    return differenceMs < 0 || (differenceMs === 0 && first.turn < second.turn);
  }

  function swap(a: number, b: number): void {
    const [first, second] = [heap[a], heap[b]];
    if (first && second) [heap[a], heap[b]] = [second, first];
  }

  function rise(index: number): void {
    const parent = (index - 1) >> 1;
    if (index === 0 || !isBefore(index, parent)) return;
    swap(index, parent);
    rise(parent);
  }

  function sink(index: number): void {
    const left = 2 * index + 1;
    const right = left + 1;
    const child = isBefore(right, left) ? right : left;
    if (child >= heap.length || !isBefore(child, index)) return;
    swap(index, child);
    sink(child);
  }

  return {
    get size() {
      return heap.length;
    },
    push(item) {
      heap.push({ item, turn: turn++ });
      rise(heap.length - 1);
    },
    peek: () => heap[0]?.item,
    pop() {
      swap(0, heap.length - 1);
      const last = heap.pop();
      sink(0);
      return last?.item;
    },
  };
}
