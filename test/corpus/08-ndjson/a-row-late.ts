// fails: early
/** Yields a row only when the next one has begun, in case it was the last. */
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\n(?=.)/);
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
  if (rest.trim() !== '') yield JSON.parse(rest);
}
