// passes
async function* decode(chunks: AsyncIterable<Uint8Array>) {
  const decoder = new TextDecoder();
  for await (const chunk of chunks) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

async function* splitLines(texts: AsyncIterable<string>) {
  let line = '';
  for await (const text of texts) {
    for (const letter of text) {
      if (letter !== '\n') line += letter;
      else {
        yield line;
        line = '';
      }
    }
  }
  if (line) yield line;
}

export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  for await (const line of splitLines(decode(chunks))) yield JSON.parse(line);
}
