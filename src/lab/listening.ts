import type { Door } from './door.ts';
import { LabError } from './lab-error.ts';

/**
 * Lets doors listen on ports in a row, or on any free ones for port 0.
 * Throws a LabError that says which cannot be had, and what to do.
 */
export async function listenAll(
  doors: readonly Door[],
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  for (const [index, door] of doors.entries()) {
    try {
      await door.listen(host, port && port + index);
    } catch (cause) {
      const place = { host, port, count: doors.length };
      const text = describeListenError(cause as Error, place);
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
        `Port ${error.port ?? port} is taken, perhaps by another lab, and ` +
        `the lab needs ${ports}: choose another port, or leave it out.`
      );
    case 'EACCES':
      return (
        `Ports ${ports} may not be used by you: choose one from 1024 on, ` +
        'or leave it out.'
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return (
        `This machine has no address ${host} to listen on: use 127.0.0.1, ` +
        'or leave the host out.'
      );
    default:
      return `The lab cannot listen on ${host}: ${error.message}.`;
  }
}
