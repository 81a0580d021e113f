// fails: early
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  const text = Buffer.concat(pieces).toString().trimEnd();
  for (const line of text.split('\n')) yield JSON.parse(line);
}
