import type { Door } from './door.ts';
import { LabError } from './lab-error.ts';

/**
 * Lets doors listen on consecutive ports, or on any free ones for port 0.
 * @throws LabError that says which port is not available, and what to do
 */
export async function listenAll(
  doors: readonly Door[],
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  for (const [index, door] of doors.entries()) {
    try {
      await door.listen(host, port && port + index);
    } catch (cause) {
      const wanted = { host, port, count: doors.length };
      const text = describeListenError(cause as Error, wanted);
      throw new LabError(text, { cause });
    }
  }
}

/** Says in a sentence why no server could listen, and what to do. */
function describeListenError(
  error: NodeJS.ErrnoException & { port?: number },
  { host, port, count }: { host: string; port: number; count: number },
): string {
  const ports = `${port} to ${port + count - 1}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return (
        `Port ${error.port ?? port} is already in use, perhaps by another lab, ` +
        `and the lab needs ports ${ports}. Choose another port, or leave it out.`
      );
    case 'EACCES':
      return (
        `You are not allowed to use ports ${ports}. Choose one from 1024 ` +
        'upwards, or leave it out.'
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return (
        `This machine has no address ${host} to listen on. Use 127.0.0.1, ` +
        'or leave the host out.'
      );
    default:
      return `The lab cannot listen on ${host}: ${error.message}.`;
  }
}
