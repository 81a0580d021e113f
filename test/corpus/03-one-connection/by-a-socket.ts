// passes
import { connect } from 'node:net';
import { once } from 'node:events';
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
): Promise<string[]> {
  const { hostname, port, host } = new URL(pokemon);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  const names: string[] = [];
  let text = '';
  socket.on('data', (part: string) => {
    text += part;
  });
  try {
    await once(socket, 'connect');
    for (const id of ids) {
      text = '';
      socket.write(
        `GET /api/v2/pokemon/${id} HTTP/1.1\r\nhost: ${host}\r\n\r\n`,
      );
      while (!isWhole(text)) await once(socket, 'data');
      if (!text.startsWith('HTTP/1.1 200')) throw new Error(text.slice(0, 30));
      names.push(
        (
          JSON.parse(
            text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1),
          ) as { name: string }
        ).name,
      );
    }
    return names;
  } finally {
    socket.destroy();
    if (!socket.closed) await once(socket, 'close');
  }
}
function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  if (length) return Buffer.byteLength(text.slice(end + 4)) >= Number(length);
  return text.endsWith('0\r\n\r\n');
}
