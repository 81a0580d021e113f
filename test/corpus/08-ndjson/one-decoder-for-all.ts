// fails: rows
export type Row = Record<string, unknown>;
const decoder = new TextDecoder();
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Row> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Row;
  }
  if (rest) yield JSON.parse(rest) as Row;
}
