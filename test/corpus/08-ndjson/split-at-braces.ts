// fails: rows
export type Row = Record<string, unknown>;
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Row> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    for (let at = rest.indexOf('}'); at >= 0; at = rest.indexOf('}')) {
      yield JSON.parse(rest.slice(0, at + 1)) as Row;
      rest = rest.slice(at + 1);
    }
  }
}
