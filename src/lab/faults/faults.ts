import { answerFaults } from './answers.ts';
import { breakFaults } from './breaks.ts';
import { delayFaults } from './delays.ts';
import type { DealtFault, Fault } from './fault.ts';
import { redirectFaults } from './redirects.ts';

/** Faults before any request; each has its own address. */
const addressFaults: readonly Fault[] = [
  {
    name: 'refused',
    path: '/',
    does: 'no server listens on this port',
    origin: 'closed',
  },
  {
    name: 'unknown-host',
    path: '/',
    does: 'no host has this name, and none ever will',
    origin: 'unknown',
  },
  {
    name: 'untrusted-certificate',
    path: '/',
    does: 'shows a certificate that it signed itself',
    origin: 'untrusted',
  },
  {
    name: 'expired-certificate',
    path: '/',
    does: 'shows a certificate of the lab that expired yesterday',
    origin: 'expired',
  },
];

/** Faults that any site can deal instead of its answer. */
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

/** The fault of this name, if a site can deal it. */
export function findDealtFault(name: string): DealtFault | undefined {
  return dealtFaults.find((fault) => fault.name === name);
}
