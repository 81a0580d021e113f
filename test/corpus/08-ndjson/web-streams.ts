// passes
/** Lines out of texts; there is no newline after the last one. */
function createLineStream(): TransformStream<string, string> {
  let rest = '';
  return new TransformStream<string, string>({
    transform(text, controller) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) controller.enqueue(line);
    },
    flush(controller) {
      if (rest !== '') controller.enqueue(rest);
    },
  });
}

export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  const texts = ReadableStream.from(chunks).pipeThrough(
    new TextDecoderStream() as TransformStream<Uint8Array, string>,
  );
  for await (const line of texts.pipeThrough(createLineStream())) {
    yield JSON.parse(line);
  }
}
