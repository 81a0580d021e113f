import { createRequire } from 'node:module';
import type ts from 'typescript';
import { mendCompiler } from './compiler.ts';
import type { EmitLog } from './source-maps.ts';

/**
 * The parts of tslab from which the kernel is put together. They are written
 * down here because tslab's own types bring an old Node's along.
 */
export interface Tslab {
  readonly version: string;
  readonly typescriptVersion: string;
  readonly createConverter: () => Converter;
  readonly createExecutor: (
    folder: string,
    converters: ConverterSet,
    console: Record<'log' | 'error', (...args: unknown[]) => void>,
  ) => Executor;
  readonly jupyter: {
    readonly JupyterHandlerImpl: new (
      executor: Executor,
      isJavaScript: boolean,
    ) => { handleKernel: () => unknown };
    readonly ZmqServer: new (handler: object, configPath: string) => Server;
    /** The way out for tslab's own `display`. */
    lastWriteDisplayData: (content: unknown, update?: boolean) => void;
  };
}

/** A complaint of the compiler; lines and characters count from 0. */
export interface Diagnostic {
  readonly start: DiagnosticPosition;
  readonly end: DiagnosticPosition;
  readonly messageText: string;
  readonly code: number;
  readonly fileName?: string;
}

interface DiagnosticPosition {
  readonly offset: number;
  readonly line: number;
  readonly character: number;
}

export interface Converted {
  readonly output?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly hasToplevelAwait?: boolean;
}

/** tslab's compiler of cells. */
export interface Converter {
  readonly convert: (earlier: string, source: string) => Converted;
  readonly close: () => void;
}

export interface ConverterSet {
  readonly node: Converter;
  readonly browser: Converter;
  readonly close: () => void;
}

/** tslab's runner of cells. */
export interface Executor {
  readonly execute: (source: string) => Promise<boolean>;
  readonly interrupt: () => void;
}

/** A ZeroMQ socket, as far as messages are sent through it. */
export interface MessageSocket {
  /** In milliseconds. */
  sendTimeout: number;
  /** How many messages may wait for their reader; 0 for any number. */
  sendHighWaterMark: number;
  readonly send: (frames: (Buffer | string)[]) => Promise<void>;
}

/** tslab's server, with what its own types leave out. */
export interface Server {
  readonly iopub: MessageSocket;
  readonly init: () => Promise<void>;
  bindSocket: (socket: MessageSocket, port: number) => Promise<void>;
  publishStatus: (status: string, request: ServerMessage) => void;
  handleShellMessage: (
    socket: MessageSocket,
    ...frames: Buffer[]
  ) => Promise<void>;
  handleExecute: (
    socket: MessageSocket,
    message: ServerMessage,
  ) => Promise<void>;
  handleCommInfoRequest: (
    socket: MessageSocket,
    message: ServerMessage,
  ) => void;
}

/** A request as tslab's server hands it on. */
export interface ServerMessage {
  readonly content: {
    readonly code: string;
    readonly silent?: boolean;
    readonly stop_on_error?: boolean;
  };
  createReply: () => {
    readonly header: { msg_type: string; session: string };
    content: unknown;
    readonly signAndSend: (key: string, socket: MessageSocket) => void;
  };
}

const compilerModule = '@tslab/typescript-for-tslab';

/**
 * Loads tslab with a compiler that is mended for it, in the module cache.
 * In its compiler's place npm has put the project's own TypeScript, by way of
 * the workspace `tslab-compiler`.
 */
export function loadTslab(emitLog: EmitLog): Tslab {
  const require = createRequire(import.meta.url);
  const tslabRequire = createRequire(require.resolve('tslab/dist/main.js'));
  const compiler = tslabRequire(compilerModule) as typeof ts;
  const cached = tslabRequire.cache[tslabRequire.resolve(compilerModule)];
  if (cached) cached.exports = mendCompiler(compiler, emitLog);
  const load = <Key extends keyof Tslab>(file: string) =>
    require(`tslab/${file}`) as Pick<Tslab, Key>;
  return {
    ...load<'version'>('package.json'),
    ...load<'createConverter'>('dist/converter.js'),
    ...load<'createExecutor'>('dist/executor.js'),
    jupyter: require('tslab/dist/jupyter.js') as Tslab['jupyter'],
    typescriptVersion: compiler.version,
  };
}
