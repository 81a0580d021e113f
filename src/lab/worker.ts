import { parentPort, workerData } from 'node:worker_threads';
import { startServers } from './servers.ts';
import type { ServersOptions } from './options.ts';

/** What the lab's thread is asked to do; 0 is its start. */
export interface LabCall {
  readonly id: number;
  readonly method: 'stats' | 'reset';
}

export interface LabReply {
  readonly id: number;
  readonly result: unknown;
}

const servers = await startServers(workerData as ServersOptions);

/**
 * What a site's handler throws is caught where it is called; this is for what
 * is thrown elsewhere. It costs whom it concerns, and never the whole lab.
 */
process.on('uncaughtException', (error) => {
  process.stderr.write(
    `The lab had an accident, and goes on: ${error.stack ?? error.message}\n`,
  );
});

function reply(message: LabReply): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', ({ id, method }: LabCall) => {
  void Promise.resolve(servers[method]()).then((result) => {
    reply({ id, result });
  });
});

const { url, description } = servers;
reply({ id: 0, result: { url, description } });
