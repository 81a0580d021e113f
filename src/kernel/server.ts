import type { CellRunner } from './cell-runner.ts';
import { createExecutionQueue } from './execution-queue.ts';
import type { Publish } from './outputs.ts';
import type { MessageSocket, ServerMessage, Tslab } from './tslab.ts';
import {
  parseMessage,
  renderMessage,
  replyType,
  type ConnectionInfo,
  type WireMessage,
} from './wire.ts';

export interface KernelServer {
  /** Opens the sockets. */
  readonly init: () => Promise<void>;
  /** Shows an output under the cell that runs, or ran last. */
  readonly publish: Publish;
}

export interface KernelConnection extends ConnectionInfo {
  /** What the kernel's messages say they come from. */
  readonly session: string;
  readonly configPath: string;
}

const knownRequests = new Set([
  'comm_info_request',
  'complete_request',
  'execute_request',
  'inspect_request',
  'is_complete_request',
  'kernel_info_request',
]);

/**
 * Returns tslab's server with its execution of cells put right: it answers in
 * full what Jupyter's protocol asks for, and what a failing cell aborts are
 * the requests that were there before its front end knew of the failure.
 */
export function createKernelServer(
  { jupyter }: Tslab,
  runner: CellRunner,
  kernelInfo: Readonly<Record<string, unknown>>,
  connection: KernelConnection,
): KernelServer {
  const { key, session, configPath } = connection;
  const handler = new jupyter.JupyterHandlerImpl(runner.executor, false);
  handler.handleKernel = () => kernelInfo;
  const server = new jupyter.ZmqServer(handler, configPath);
  const base = {
    handleShellMessage: server.handleShellMessage.bind(server),
    bindSocket: server.bindSocket.bind(server),
    publishStatus: server.publishStatus.bind(server),
  };
  const queue = createExecutionQueue();
  let publishForCell: Publish = () => undefined;
  let executionCount = 0;
  let isAborted = false;

  // The control thread answers on these two.
  server.bindSocket = async (socket, port) => {
    if (port === connection.control_port || port === connection.hb_port) return;
    sendWithoutWaiting(socket);
    await base.bindSocket(socket, port);
  };

  // Every request begins with a status, so that all its replies come after.
  server.publishStatus = (status, request) => {
    replyFrom(session, request);
    base.publishStatus(status, request);
  };

  server.handleShellMessage = (socket, ...frames) => {
    const request = parseMessage(key, frames);
    const type = request?.header.msg_type ?? '';
    if (request && type === 'history_request') {
      return answerHistory(socket, request);
    }
    if (!knownRequests.has(type)) return Promise.resolve();
    if (type !== 'execute_request') {
      return base.handleShellMessage(socket, ...frames);
    }
    return queue.add((aborted) => {
      isAborted = aborted;
      return base.handleShellMessage(socket, ...frames);
    });
  };

  server.handleExecute = async (socket, message) => {
    const content = isAborted ? { status: 'aborted' } : await execute(message);
    send(socket, message, 'execute_reply', content);
  };

  // tslab answers this one under another request's name.
  server.handleCommInfoRequest = (socket, message) => {
    const content = { status: 'ok', comms: {} };
    send(socket, message, 'comm_info_reply', content);
  };

  /**
   * There is none, and yet it matters: JupyterLab asks when a notebook opens,
   * and takes the kernel for idle once this is answered.
   */
  async function answerHistory(
    socket: MessageSocket,
    request: WireMessage,
  ): Promise<void> {
    const say = (to: MessageSocket, type: string, content: object) =>
      to.send(renderMessage(connection, request, type, { ...content }));
    await say(server.iopub, 'status', { execution_state: 'busy' });
    await say(socket, replyType(request), { status: 'ok', history: [] });
    await say(server.iopub, 'status', { execution_state: 'idle' });
  }

  async function execute(message: ServerMessage): Promise<object> {
    const { code, silent = false, stop_on_error = true } = message.content;
    const publish = publisherOf(message);
    publishForCell = publish;
    if (!silent) executionCount += 1;
    const count = executionCount;
    if (!silent) publish('execute_input', { code, execution_count: count });
    const failure = await runner.run(code, `cell [${count}]`);
    if (!failure) {
      return {
        status: 'ok',
        execution_count: count,
        payload: [],
        user_expressions: {},
      };
    }
    publish('error', failure);
    if (stop_on_error) await queue.abortWaiting();
    return { status: 'error', execution_count: count, ...failure };
  }

  function publisherOf(message: ServerMessage): Publish {
    return (type, content) => {
      send(server.iopub, message, type, content);
    };
  }

  function send(
    socket: MessageSocket,
    request: ServerMessage,
    type: string,
    content: unknown,
  ): void {
    const message = request.createReply();
    message.header.msg_type = type;
    message.content = content;
    message.signAndSend(key, socket);
  }

  return {
    init: () => server.init(),
    publish: (type, content) => {
      publishForCell(type, content);
    },
  };
}

/**
 * Left to itself the socket sends its 513th message a turn of the event loop
 * later, throws at whatever is sent before that, and drops what a front end
 * does not read in time.
 */
function sendWithoutWaiting(socket: MessageSocket): void {
  socket.sendTimeout = 0;
  socket.sendHighWaterMark = 0;
}

/**
 * tslab's replies claim to come from whoever asked. JupyterLab drops what it
 * takes for another kernel's, and so never learns that the kernel is idle.
 */
function replyFrom(session: string, request: ServerMessage): void {
  const { createReply } = Object.getPrototypeOf(request) as ServerMessage;
  request.createReply = () => {
    const reply = createReply.call(request);
    reply.header.session = session;
    return reply;
  };
}
