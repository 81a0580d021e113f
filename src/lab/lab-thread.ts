import { once } from 'node:events';
import { connect } from 'node:net';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LabError } from './lab-error.ts';
import type { LabDescription } from './description.ts';
import type { ServersOptions } from './options.ts';
import type { LabCall, LabReply } from './worker.ts';

/** The lab's servers in a thread of their own. */
export interface LabThread {
  readonly url: string;
  readonly description: LabDescription;
  call(method: LabCall['method']): Promise<unknown>;
  close(): Promise<void>;
  /** Called back once the thread is gone, by `close` or by an accident. */
  onEnd(callback: () => void): void;
}

/**
 * Starts the servers in a thread, which does not hold a program open except
 * while an answer from it is awaited. Throws a LabError in
 * one sentence when a port cannot be had.
 */
export async function startLabThread(
  options: ServersOptions,
): Promise<LabThread> {
  const worker = startWorker(options);
  const replies = createReplies(worker);
  const { url, description } = (await replies.next(0)) as Pick<
    LabThread,
    'url' | 'description'
  >;
  let lastId = 0;

  return {
    url,
    description,
    async call(method) {
      await whatWasSentHasArrived(url);
      const id = ++lastId;
      worker.postMessage({ id, method } satisfies LabCall);
      return replies.next(id);
    },
    async close() {
      await worker.terminate();
    },
    onEnd(callback) {
      worker.once('exit', callback);
    },
  };
}

/**
 * A message to a thread overtakes what the system still has to deliver of
 * this one's sockets, on a busy machine. Packets do not overtake each other:
 * once a new connection is open, what was sent or closed before is there too.
 */
async function whatWasSentHasArrived(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(port) });
  try {
    await once(socket, 'connect');
  } catch {
    // The call that follows says what is wrong with the lab.
  } finally {
    socket.destroy();
  }
}

/**
 * The worker's file lies beside this one and is what this one is: source or
 * compiled. The caller's flags and environment (an input type, NODE_DEBUG …)
 * are not meant for the lab.
 */
function startWorker(options: ServersOptions): Worker {
  const file = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
  return new Worker(file, {
    workerData: options,
    execArgv: [],
    env: {},
    name: 'lab',
  });
}

interface Replies {
  /** Waits for the reply to a call, and rejects when the thread ends first. */
  next(id: number): Promise<unknown>;
}

function createReplies(worker: Worker): Replies {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let accident: Error | undefined;

  worker.on('message', ({ id, result }: LabReply) => {
    waiting.get(id)?.resolve(result);
  });
  worker.on('error', (error: Error) => {
    // Errors come out of a thread as plain ones, by name only.
    const { name, message } = error;
    accident = name === 'LabError' ? new LabError(message) : error;
  });
  worker.once('exit', () => {
    accident ??= new LabError('The lab was closed before it could answer.');
    for (const { reject } of waiting.values()) reject(accident);
  });

  return {
    async next(id) {
      if (accident) throw accident;
      const reply = Promise.withResolvers<unknown>();
      waiting.set(id, reply);
      worker.ref();
      try {
        return await reply.promise;
      } finally {
        waiting.delete(id);
        if (waiting.size === 0) worker.unref();
      }
    },
  };
}
