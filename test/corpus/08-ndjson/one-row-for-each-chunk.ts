// fails: early
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    const end = text.indexOf('\n');
    if (end < 0) continue;
    yield JSON.parse(text.slice(0, end));
    text = text.slice(end + 1);
  }
  for (const line of text.split('\n')) if (line) yield JSON.parse(line);
}
