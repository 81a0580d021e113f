// passes
import http from 'node:http';
import { buffer } from 'node:stream/consumers';
export function firstOf(urls: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let failures = 0;
    const fail = () => {
      if (++failures === urls.length) reject(new Error('No mirror has it.'));
    };
    const asked = urls.map((url) =>
      http
        .get(url, { agent: false }, (answer) => {
          if (answer.statusCode !== 200) {
            answer.destroy();
            fail();
            return;
          }
          buffer(answer).then((bytes) => {
            resolve(bytes.toString('utf8'));
            for (const each of asked) each.destroy();
          }, fail);
        })
        .on('error', () => {
          if (!seen.has(url)) {
            seen.add(url);
            fail();
          }
        }),
    );
    const seen = new Set<string>();
    if (urls.length === 0) reject(new Error('No mirrors.'));
  });
}
