import { subscribe } from 'node:diagnostics_channel';

/** Knows of an address whether a lab was there, and which cells to run. */
export interface ClosedLabs {
  /** What to say of an error that names the address of a lab that is closed. */
  adviceFor(errorText: string): string | undefined;
}

/** What a lab says of itself on the channel. */
interface LabMessage {
  readonly what: 'started' | 'closed';
  /** `http://127.0.0.1:41234` and the like. */
  readonly origins: readonly string[];
}

interface KnownLab {
  readonly startedIn: string | undefined;
  closedIn: string | undefined;
  isOpen: boolean;
}

const channel = 'async-lab:lab';
const refusedAddress = /ECONNREFUSED (\S+:\d+)/;

/** Follows the labs that cells start and close from now on. */
export function followLabs(currentLabel: () => string | undefined): ClosedLabs {
  const labs = new Map<string, KnownLab>();

  subscribe(channel, (message) => {
    const { what, origins } = message as LabMessage;
    const label = currentLabel();
    for (const origin of origins) {
      const { host } = new URL(origin);
      const known = labs.get(host);
      if (what === 'started') {
        labs.set(host, { startedIn: label, closedIn: undefined, isOpen: true });
      } else if (known) {
        Object.assign(known, { closedIn: label, isOpen: false });
      }
    }
  });

  return {
    adviceFor(errorText) {
      const host = refusedAddress.exec(errorText)?.[1] ?? '';
      const lab = labs.get(host);
      if (!lab || lab.isOpen) return undefined;
      const closer = lab.closedIn ?? 'A cell';
      const starter = lab.startedIn ?? 'the cell that starts the lab';
      return `A lab was at ${host} until ${closer} closed it. Run ${starter} again: it starts a new one.`;
    },
  };
}
