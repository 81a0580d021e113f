import { types } from 'node:util';

/** How many levels of a value are searched: most acts return lists of objects. */
const depth = 3;

/**
 * Says what keeps a value from being copied to another process, in words that
 * can follow "returned": "a list of promises".
 */
export function describeUncopyable(value: unknown): string {
  return describe(value, depth) ?? 'a value that cannot be copied';
}

function describe(value: unknown, levels: number): string | undefined {
  const kind = kindOf(value);
  if (kind) return `a ${kind}`;
  if (levels === 0 || typeof value !== 'object' || value === null) return;
  // An act may put what the function returned into an object of its own.
  const parts: readonly unknown[] = Array.isArray(value)
    ? value
    : valuesOf(value);
  const found = parts.map((part) => describe(part, levels - 1)).find(Boolean);
  if (!found || !Array.isArray(value)) return found;
  const isElement = parts.some((part) => kindOf(part));
  return isElement
    ? `a list of ${found.slice(2)}s`
    : `a list with ${found} in it`;
}

function kindOf(value: unknown): string | undefined {
  if (types.isProxy(value)) return 'proxy';
  if (types.isPromise(value)) return 'promise';
  if (types.isGeneratorObject(value)) return 'generator';
  if (typeof value === 'function') return 'function';
  if (typeof value === 'symbol') return 'symbol';
  return undefined;
}

/** A getter may throw. */
function valuesOf(value: object): unknown[] {
  try {
    return Object.values(value);
  } catch {
    return [];
  }
}
