import { answerFaults } from './answers.ts';
import { breakFaults } from './breaks.ts';
import { delayFaults } from './delays.ts';
import type { DealtFault, Fault } from './fault.ts';
import { redirectFaults } from './redirects.ts';

/** Those that never get as far as a request; each has an address of its own. */
const addressFaults: readonly Fault[] = [
  {
    name: 'refused',
    path: '/',
    does: 'nobody listens on this port',
    origin: 'closed',
  },
  {
    name: 'unknown-host',
    path: '/',
    does: 'no host has this name, nor ever will',
    origin: 'unknown',
  },
  {
    name: 'untrusted-certificate',
    path: '/',
    does: 'shows a certificate that it has signed itself',
    origin: 'untrusted',
  },
  {
    name: 'expired-certificate',
    path: '/',
    does: 'shows a certificate of the lab that ran out yesterday',
    origin: 'expired',
  },
];

/** Those that may take the place of any site's answer. */
export const dealtFaults: readonly DealtFault[] = [
  ...answerFaults,
  ...delayFaults,
  ...breakFaults,
  ...redirectFaults,
];

/** Every fault that the lab has, in the order of its index page. */
export const faults: readonly Fault[] = [
  ...dealtFaults.map(({ name, path, does }) => ({ name, path, does })),
  ...addressFaults,
];

export function findDealtFault(name: string): DealtFault | undefined {
  return dealtFaults.find((fault) => fault.name === name);
}
