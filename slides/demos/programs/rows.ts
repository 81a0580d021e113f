import { request, type Agent } from 'undici';

// #region whole
export async function readWhole(url: string, agent: Agent) {
  const { body } = await request(url, { dispatcher: agent });
  return (await body.arrayBuffer()).byteLength;
}
// #endregion whole

// #region as-it-comes
export async function readAsItComes(url: string, agent: Agent) {
  const { body } = await request(url, { dispatcher: agent });
  let bytes = 0;
  for await (const chunk of body) bytes += (chunk as Buffer).length;
  return bytes;
}
// #endregion as-it-comes

// #region rows
export async function* parseRows(chunks: AsyncIterable<Uint8Array>) {
  // #region carry
  const decoder = new TextDecoder();
  let rest = '';
  // #endregion carry
  for await (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    // #region unfinished
    rest = lines.pop() ?? '';
    // #endregion unfinished
    for (const line of lines) yield JSON.parse(line) as unknown;
  }
  if (rest !== '') yield JSON.parse(rest) as unknown;
}
// #endregion rows
