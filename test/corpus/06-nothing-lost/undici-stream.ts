// passes
import { stream } from 'undici';
import { Writable } from 'node:stream';
export type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };
export async function fetchAll(
  urls: readonly string[],
  createDeadline: () => AbortSignal,
): Promise<Entry[]> {
  const outcomes = await Promise.allSettled(
    urls.map(async (url) => {
      let status = 0;
      const chunks: Buffer[] = [];
      await stream(
        url,
        { method: 'GET', signal: createDeadline() },
        ({ statusCode }) => {
          status = statusCode;
          return new Writable({
            write(chunk: Buffer, _encoding, done) {
              chunks.push(chunk);
              done();
            },
          });
        },
      );
      if (status !== 200) throw new Error(`HTTP ${status}`);
      const json: unknown = JSON.parse(Buffer.concat(chunks).toString());
      if (
        typeof json === 'object' &&
        json !== null &&
        'name' in json &&
        typeof json.name === 'string'
      ) {
        return json.name;
      }
      throw new TypeError('no name in it');
    }),
  );
  return outcomes.map((outcome, at) => {
    const url = urls[at] ?? '';
    return outcome.status === 'fulfilled'
      ? { url, name: outcome.value }
      : { url, reason: String(outcome.reason) };
  });
}
