import { createRequire } from 'node:module';
import type * as zeromq from 'zeromq';

/** Loads ZeroMQ's binding. It is tslab's dependency, so it is found from there. */
export function loadZeromq(): typeof zeromq {
  const require = createRequire(import.meta.url);
  const tslabRequire = createRequire(require.resolve('tslab/package.json'));
  return tslabRequire('zeromq') as typeof zeromq;
}
