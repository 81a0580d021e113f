import type { Publisher, Router } from 'zeromq';
import {
  createExecutionQueue,
  type ExecutionQueue,
} from './execution-queue.ts';
import { describeThrown } from './failures.ts';
import type { Publish } from './outputs.ts';
import {
  parseMessage,
  renderMessage,
  replyType,
  type ConnectionInfo,
  type WireMessage,
} from './wire.ts';
import { loadZeromq } from './zeromq.ts';

export interface KernelConnection extends ConnectionInfo {
  /** What the kernel's messages say they come from. */
  readonly session: string;
}

/** A request of a front end, by Jupyter's messaging protocol. */
export interface Request {
  /** What the front end says of the request itself. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  /** Shows what belongs to this request. */
  readonly publish: Publish;
  /** Set when a cell before this one failed, so that it must not run. */
  readonly isAborted: boolean;
  /** Aborts the executions that are waiting. */
  readonly abortWaiting: ExecutionQueue['abortWaiting'];
}

/** What a request is answered with; undefined where it has no reply. */
export type RequestHandler = (
  request: Request,
) => object | undefined | Promise<object | undefined>;

/** A handler for each type of request; others are passed over. */
export type RequestHandlers = Readonly<Record<string, RequestHandler>>;

/**
 * Opens the kernel's sockets and answers what arrives on them: cells one after
 * another, all else when the event loop has a turn. The control thread has the
 * sockets for control and heartbeat.
 */
export async function startKernelServer(
  connection: KernelConnection,
  handlers: RequestHandlers,
): Promise<void> {
  const { Publisher, Router } = loadZeromq();
  const shell = sendingWithoutWaiting(new Router({ linger: 200 }));
  const stdin = sendingWithoutWaiting(new Router({ linger: 0 }));
  const iopub = sendingWithoutWaiting(new Publisher({ linger: 200 }));
  const queue = createExecutionQueue();
  const send = (
    socket: Router | Publisher,
    request: WireMessage,
    type: string,
    content: object,
  ) => {
    const fields = content as Readonly<Record<string, unknown>>;
    // A front end that is gone takes nothing, and that is no reason to stop.
    socket
      .send(renderMessage(connection, request, type, fields))
      .catch(() => undefined);
  };

  async function answer(message: WireMessage, isAborted: boolean) {
    const type = message.header.msg_type;
    const handle = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
    if (!handle) return;
    const publish: Publish = (outputType, content) => {
      send(iopub, message, outputType, content as object);
    };
    publish('status', { execution_state: 'busy' });
    const reply = await replyOf(handle, {
      metadata: message.metadata ?? {},
      content: message.content,
      publish,
      isAborted,
      abortWaiting: () => queue.abortWaiting(),
    });
    if (reply) send(shell, message, replyType(message), reply);
    publish('status', { execution_state: 'idle' });
  }

  function receive(message: WireMessage): void {
    const isCell = message.header.msg_type === 'execute_request';
    if (isCell) void queue.add((isAborted) => answer(message, isAborted));
    else void answer(message, false);
  }

  const address = `${connection.transport}://${connection.ip}`;
  await Promise.all([
    shell.bind(`${address}:${connection.shell_port}`),
    stdin.bind(`${address}:${connection.stdin_port}`),
    iopub.bind(`${address}:${connection.iopub_port}`),
  ]);
  void receiveAll(shell, connection.key, receive);
}

async function receiveAll(
  shell: Router,
  key: string,
  receive: (message: WireMessage) => void,
): Promise<void> {
  for await (const frames of shell) {
    const message = parseMessage(key, frames);
    if (message) receive(message);
  }
}

/** Whatever goes wrong in between, a request is answered. */
async function replyOf(
  handle: RequestHandler,
  request: Request,
): Promise<object | undefined> {
  try {
    return await handle(request);
  } catch (thrown) {
    const failure = describeThrown(thrown, '', '');
    request.publish('error', failure);
    return { status: 'error', ...failure };
  }
}

/**
 * Left to itself a socket sends its 513th message a turn of the event loop
 * later, throws at whatever is sent before that, and drops what a front end
 * does not read in time.
 */
function sendingWithoutWaiting<Socket extends Router | Publisher>(
  socket: Socket,
): Socket {
  socket.sendTimeout = 0;
  socket.sendHighWaterMark = 0;
  return socket;
}
