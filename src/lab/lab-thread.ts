import { once } from 'node:events';
import { connect } from 'node:net';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LabError } from './lab-error.ts';
import type { LabDescription } from './description.ts';
import type { ServersOptions } from './options.ts';
import type { LabCall, LabCallWithoutId, LabReply } from './worker.ts';

/** The lab's servers in a thread of their own. */
interface LabThread {
  readonly url: string;
  readonly description: LabDescription;
  call(call: LabCallWithoutId): Promise<unknown>;
  close(): Promise<void>;
  /** Calls back once the thread has ended, by `close` or because it crashed. */
  onEnd(callback: () => void): void;
}

/**
 * Starts the servers in a thread, which keeps a program running only while an
 * answer from it is awaited.
 * @throws LabError, its message one sentence, when a port is not available
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
    async call(call) {
      await sentDataHasArrived(url);
      const id = ++lastId;
      worker.postMessage({ ...call, id } satisfies LabCall);
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
 * On a busy machine, a message to a thread can overtake data that the system
 * has yet to deliver from this thread's sockets. Packets do not overtake each
 * other: once a new connection is open, everything sent or closed before has
 * arrived too.
 */
async function sentDataHasArrived(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(port) });
  try {
    await once(socket, 'connect');
  } catch {
    // The call that follows reports what is wrong with the lab.
  } finally {
    socket.destroy();
  }
}

/**
 * The worker's file is next to this one, source or compiled as this one is.
 * The caller's flags and environment (an input type, NODE_DEBUG …) are not
 * passed on to the lab, except where Node keeps compiled code: without that,
 * a lab needs three times as long to start.
 */
function startWorker(options: ServersOptions): Worker {
  const file = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
  return new Worker(file, {
    workerData: options,
    execArgv: [],
    env: cacheOnly(process.env),
    name: 'lab',
  });
}

function cacheOnly(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE } = env;
  return NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {};
}

const closedEarly =
  'The lab was closed while an answer from it was awaited. Close it only after ' +
  'everything that uses it has ended.';

interface Replies {
  /** Waits for the reply to a call, and rejects when the thread ends first. */
  next(id: number): Promise<unknown>;
}

function createReplies(worker: Worker): Replies {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let failure: Error | undefined;

  worker.on('message', ({ id, result }: LabReply) => {
    waiting.get(id)?.resolve(result);
  });
  worker.on('error', (error: Error) => {
    // Errors lose their class on the way out of a thread, and keep their name.
    const { name, message } = error;
    failure = name === 'LabError' ? new LabError(message) : error;
  });
  worker.once('exit', () => {
    failure ??= new LabError(closedEarly);
    for (const { reject } of waiting.values()) reject(failure);
  });

  return {
    async next(id) {
      if (failure) throw failure;
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
