// passes
export async function* parseRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    let end = rest.indexOf(10);
    while (end >= 0) {
      yield JSON.parse(rest.toString('utf8', 0, end));
      rest = rest.subarray(end + 1);
      end = rest.indexOf(10);
    }
  }
  if (rest.length > 0) yield JSON.parse(rest.toString());
}
