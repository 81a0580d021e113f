// fails: stops
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  const decoder = new TextDecoder();
  const source = chunks[Symbol.asyncIterator]();
  let rest = '';
  for (;;) {
    const next = await source.next();
    if (next.done) break;
    rest += decoder.decode(next.value, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest !== '') yield JSON.parse(rest);
}
