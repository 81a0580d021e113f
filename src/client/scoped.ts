/** Something that is closed when it is not needed any more, as an agent is. */
interface Closable {
  close(): Promise<void>;
}

/**
 * Makes something that has `close()` disposable, so that `await using` closes
 * it where its block ends. undici's dispatchers have no `Symbol.asyncDispose`
 * of their own.
 * @returns the same object
 */
export function scoped<Thing extends Closable>(
  thing: Thing,
): Thing & AsyncDisposable {
  return Object.assign(thing, { [Symbol.asyncDispose]: () => thing.close() });
}
