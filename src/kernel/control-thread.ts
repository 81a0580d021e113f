import { Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import { removeDeathNote } from './death-note.ts';
import {
  betweenCells,
  compiling,
  controlClosed,
  interruptedCell,
  runningCell,
  type SharedState,
} from './shared-state.ts';
import {
  parseMessage,
  renderMessage,
  replyType,
  type ConnectionInfo,
  type WireMessage,
} from './wire.ts';
import { loadZeromq } from './zeromq.ts';

/** What the main thread hands to this one. */
export interface ControlThreadData {
  readonly connection: ConnectionInfo;
  /** What the kernel's messages say they come from. */
  readonly session: string;
  readonly kernelInfo: Readonly<Record<string, unknown>>;
  readonly state: SharedState;
  readonly configPath: string;
  /** Whether Node survives it when running code is cut short. */
  readonly mayTerminate: boolean;
}

/** What this thread asks of the main one; to a ping it has to say `awake`. */
export type ControlRequest = 'ready' | 'interrupt' | 'ping' | 'shutdown';
/** What the main thread says to this one. */
export type MainMessage = 'awake' | 'close';

/** How long a loop or a call may go on after an interrupt. */
const settleMs = 400;
/** How long code of a cell that was given up may keep the main thread busy. */
const leftoverMs = 1200;
/** How long after an interrupt such code is looked for. */
const watchMs = 3000;
const pingMs = 100;
/** How long the main thread may take to shut down. */
const shutdownMs = 1000;
const parentPollMs = 1000;

const { connection, session, kernelInfo, state, configPath, mayTerminate } =
  workerData as ControlThreadData;
const sender = { key: connection.key, session };
const port = parentPort;
if (!port) throw new Error('This file is the main thread’s worker.');

const { Reply, Router } = loadZeromq();
const control = new Router({ linger: 200 });
const heartbeat = new Reply({ linger: 0 });

function tell(request: ControlRequest): void {
  port?.postMessage(request);
}

async function answerControl(): Promise<void> {
  for await (const frames of control) {
    const message = parseMessage(connection.key, frames);
    if (message) await answer(message);
  }
}

async function answer(message: WireMessage): Promise<void> {
  const reply = (content: Readonly<Record<string, unknown>>) =>
    control.send(renderMessage(sender, message, replyType(message), content));
  switch (message.header.msg_type) {
    case 'kernel_info_request':
      await reply(kernelInfo);
      break;
    case 'interrupt_request':
      interruptCell();
      await reply({ status: 'ok' });
      break;
    case 'shutdown_request':
      await reply({ status: 'ok', restart: message.content['restart'] });
      shutDown();
      break;
  }
}

/** An interrupt whose consequences are not over yet. */
interface Watch {
  /** Which cell ran; 0 when none did. */
  readonly cell: number;
  readonly endMs: number;
}

let watch: Watch | undefined;
let timer: NodeJS.Timeout | undefined;

/**
 * Loops of cells look at the state; all else is up to the main thread. Between
 * cells, callbacks of cells that have ended may keep it busy.
 */
function interruptCell(): void {
  const cell = state[runningCell] ?? 0;
  state[interruptedCell] = cell === 0 ? betweenCells : cell;
  tell('interrupt');
  if (!mayTerminate) return;
  watch = { cell, endMs: performance.now() + watchMs };
  terminateUnlessAwake(settleMs);
}

/** Code that waited when its cell was given up may still begin to spin. */
function watchOn(): void {
  clearTimeout(timer);
  if (!isWatching() || performance.now() > (watch?.endMs ?? 0)) return;
  timer = setTimeout(() => {
    tell('ping');
    terminateUnlessAwake(leftoverMs);
  }, pingMs);
}

function terminateUnlessAwake(withinMs: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!isWatching()) return;
    // What is being compiled may spin once it runs.
    if (state[compiling] === 0) terminateExecution();
    terminateUnlessAwake(withinMs);
  }, withinMs);
}

/** A cell that was begun since is none of the interrupt's business. */
function isWatching(): boolean {
  const running = state[runningCell];
  return running === 0 || running === watch?.cell;
}

/**
 * Cuts short what the main thread is at. It comes to this only when neither a
 * loop of a cell nor the event loop had a turn since the interrupt: in a loop
 * of a library, a slow function or a blocking call. No `finally` runs then.
 */
function terminateExecution(): void {
  const inspector = new Session();
  inspector.connectToMainThread();
  inspector.post('Runtime.terminateExecution', () => {
    inspector.disconnect();
  });
}

function shutDown(): void {
  tell('shutdown');
  setTimeout(killProcess, shutdownMs).unref();
}

/** Works from this thread too, and while the main one is stuck. */
function killProcess(): void {
  removeDeathNote(configPath);
  process.kill(process.pid, 'SIGKILL');
}

/** A front end that died can ask for nothing any more. */
function watchParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent || !isAlive(parent)) shutDown();
  }, parentPollMs).unref();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, but another user's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function answerHeartbeats(): Promise<void> {
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

port.on('message', (message: MainMessage) => {
  if (message === 'awake') {
    watchOn();
    return;
  }
  clearTimeout(timer);
  control.close();
  heartbeat.close();
  // Now nothing keeps this thread, and it ends.
  port.close();
  Atomics.store(state, controlClosed, 1);
  Atomics.notify(state, controlClosed);
});

const address = `${connection.transport}://${connection.ip}`;
await Promise.all([
  control.bind(`${address}:${connection.control_port}`),
  heartbeat.bind(`${address}:${connection.hb_port}`),
]);
if (process.env['JPY_PARENT_PID']) watchParent();
tell('ready');
await Promise.all([answerControl(), answerHeartbeats()]);
