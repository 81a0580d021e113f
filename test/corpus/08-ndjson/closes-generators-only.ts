// fails: aborted
/** A body is not a generator: it has no `return` of its own. */
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  const decoder = new TextDecoder();
  const source = chunks[Symbol.asyncIterator].call(chunks);
  let rest = '';
  try {
    for (;;) {
      const next = await source.next();
      if (next.done) break;
      rest += decoder.decode(next.value, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
    if (rest !== '') yield JSON.parse(rest);
  } finally {
    await (chunks as Partial<AsyncGenerator<Uint8Array>>).return?.(undefined);
  }
}
