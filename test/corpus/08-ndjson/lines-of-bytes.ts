// passes
export type Row = Record<string, unknown>;
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Row> {
  let pieces: Buffer[] = [];
  const row = () => {
    const line = Buffer.concat(pieces).toString('utf8').trim();
    pieces = [];
    return line;
  };
  for await (const chunk of chunks) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let at: number;
    while ((at = rest.indexOf(10)) !== -1) {
      pieces.push(rest.subarray(0, at));
      rest = rest.subarray(at + 1);
      const line = row();
      if (line !== '') yield JSON.parse(line) as Row;
    }
    pieces.push(Buffer.from(rest));
  }
  const last = row();
  if (last !== '') yield JSON.parse(last) as Row;
}
