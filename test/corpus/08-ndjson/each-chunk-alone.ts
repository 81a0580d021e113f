// fails: rows
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  for await (const chunk of chunks) {
    const text = new TextDecoder().decode(chunk);
    for (const line of text.trim().split('\n')) yield JSON.parse(line);
  }
}
