// passes
import { get, type IncomingMessage } from 'node:http';

export function firstOf(urls: readonly string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let left = urls.length;
  const lose = () => {
    left -= 1;
    if (left === 0) reject(new Error('All mirrors have failed.'));
  };
  const requests = urls.map((url) =>
    get(url, { agent: false }, (response) => {
      read(response).then(resolve, lose);
    }).on('error', lose),
  );
  return promise.finally(() => {
    for (const request of requests) request.destroy();
  });
}

function read(response: IncomingMessage): Promise<string> {
  if (response.statusCode !== 200) {
    response.destroy();
    return Promise.reject(new Error(`Status ${response.statusCode}`));
  }
  return response
    .setEncoding('utf8')
    .reduce<string>((text, part) => text + String(part), '');
}
