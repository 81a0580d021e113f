import { parentPort, workerData } from 'node:worker_threads';
import { startServers } from './servers.ts';
import type { ServersOptions } from './options.ts';
import type { LogQuestion } from './request-log.ts';

/** A call to the lab's thread; the reply to its start has the id 0. */
export type LabCall = LabCallWithoutId & { readonly id: number };

export type LabCallWithoutId =
  | { readonly method: 'stats' | 'reset' }
  | { readonly method: 'requests'; readonly question: LogQuestion };

export interface LabReply {
  readonly id: number;
  readonly result: unknown;
}

const servers = await startServers(workerData as ServersOptions);

/**
 * Errors of a site's handler are caught where it is called; this is for errors
 * from anywhere else, so that they never end the whole lab.
 */
process.on('uncaughtException', (error) => {
  process.stderr.write(
    `The lab caught an unexpected error and keeps running: ${error.stack ?? error.message}\n`,
  );
});

function reply(message: LabReply): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (call: LabCall) => {
  void Promise.resolve(answer(call)).then((result) => {
    reply({ id: call.id, result });
  });
});

function answer(call: LabCall): unknown {
  return call.method === 'requests'
    ? servers.requests(call.question)
    : servers[call.method]();
}

const { url, description } = servers;
reply({ id: 0, result: { url, description } });
