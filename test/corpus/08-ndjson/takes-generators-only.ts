// fails: served
/** What has a `next` of its own is a generator; a body has none. */
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  const decoder = new TextDecoder();
  const source = chunks as AsyncGenerator<Uint8Array>;
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
    await source.return(undefined);
  }
}
