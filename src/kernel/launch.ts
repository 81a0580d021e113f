import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { createStackFormatter, type CellScript } from './call-sites.ts';
import { createAssistant } from './assistant.ts';
import { CellRunner } from './cell-runner.ts';
import { followChildren } from './child-output.ts';
import { createCompilation } from './compilation.ts';
import type {
  ControlRequest,
  ControlThreadData,
  MainMessage,
} from './control-thread.ts';
import { followLabs } from './closed-labs.ts';
import { openDeathNote, removeDeathNote } from './death-note.ts';
import { createExecutor } from './executor.ts';
import { Interrupted } from './failures.ts';
import { createLocalModules } from './local-modules.ts';
import { offerDisplays, redirectStreams } from './outputs.ts';
import { followRequests } from './request-places.ts';
import { createRequestHandlers } from './requests.ts';
import { inspectSafely, isOneSafely } from './safely.ts';
import { startKernelServer } from './server.ts';
import {
  controlClosed,
  createSharedState,
  interruptedCell,
  runningCell,
  threadEnded,
} from './shared-state.ts';
import { createEmitLog } from './source-maps.ts';
import { loadTslab } from './tslab.ts';
import type { ConnectionInfo } from './wire.ts';
import { followWorkers } from './worker-output.ts';

/**
 * The kernel's process: `node launch.js --config-path=<connection file>`.
 * It is tslab's server and compiler with their rough edges mended; a thread
 * beside the main one answers what must be answered while a cell runs.
 */

/** Without it Node aborts when a cell's code is cut short by an interrupt. */
const survivesTermination = '--no-force-async-hooks-checks';
const closeMs = 300;
const saveCacheMs = 5000;

enableCompileCache(cacheFolder());
const { values } = parseArgs({
  options: { 'config-path': { type: 'string' } },
});
const configPath = values['config-path'];
if (!configPath) {
  console.error(
    'The kernel needs --config-path=<connection file>; Jupyter gives it one.',
  );
  process.exit(2);
}
const connection = JSON.parse(
  readFileSync(configPath, 'utf8'),
) as ConnectionInfo;

const session = randomUUID();
const scripts = new Map<string, CellScript>();
const emitLog = createEmitLog();
const compilation = createCompilation();
const builtIn: Record<string, unknown> = {};
const modules = createLocalModules(builtIn, scripts);
const state = createSharedState();
const tslab = loadTslab({ emitLog, compilation, modules });
builtIn['tslab'] = tslab.publicModule;
const deathNote = openDeathNote(configPath);
const kernelInfo = describeKernel();
const control = startControlThread();
const parts = { tslab, emitLog, compilation, modules, scripts, state };
const executor = createExecutor(process.cwd(), parts);
const labs = followLabs(() => runner.currentLabel);
const requests = followRequests();
const runner = new CellRunner(executor, state, {
  placeOf: (error) => requests.placeOf(error),
  adviceFor: (text) => labs.adviceFor(text),
});
const assistant = createAssistant(tslab.compiler, executor);

Error.stackTraceLimit = 30;
Error.prepareStackTrace = createStackFormatter(scripts);
reportStrayErrors();
refuseExit();
followWorkers();
followChildren(cacheFolder());
redirectStreams((name, text) => {
  runner.output.write(name, text);
});
offerDisplays(
  tslab,
  (type, content) => {
    runner.output.publish(type, content);
  },
  () => runner,
);
process.on('SIGINT', () => {
  state[interruptedCell] = state[runningCell] ?? 0;
  runner.interrupt();
});
process.on('exit', closeControlThread);
await startKernelServer(
  { ...connection, session },
  createRequestHandlers(runner, assistant, kernelInfo, deathNote),
);
// A front end asks twice when the first answer comes before it listens.
setImmediate(() => {
  runner.warmUp();
});
setTimeout(flushCompileCache, saveCacheMs).unref();

function cacheFolder(): string {
  const modules = fileURLToPath(import.meta.resolve('tslab/package.json'));
  return join(modules, '..', '..', '.cache', 'async-lab-kernel');
}

function describeKernel(): Record<string, unknown> {
  const banner = `TypeScript ${tslab.compiler.version} on Node ${process.versions.node}, by tslab ${tslab.version}`;
  return {
    status: 'ok',
    protocol_version: '5.3',
    implementation: 'tslab',
    implementation_version: tslab.version,
    banner,
    language_info: {
      name: 'typescript',
      version: tslab.compiler.version,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      // JupyterLab highlights by the mode, as it does with tslab's own.
      codemirror_mode: {
        mode: 'typescript',
        name: 'javascript',
        typescript: true,
      },
    },
  };
}

function startControlThread(): Worker {
  const file = `./control-thread${extname(import.meta.url)}`;
  const workerData: ControlThreadData = {
    connection,
    session,
    kernelInfo,
    state,
    configPath: String(configPath),
    mayTerminate: process.execArgv.includes(survivesTermination),
  };
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  worker.on('message', (request: ControlRequest) => {
    if (request === 'shutdown') say('close');
    if (request !== 'interrupt' && request !== 'ping') return;
    say('awake');
    if (request === 'interrupt') runner.interrupt();
  });
  // It ends once it is told to close: then all is answered and tidy.
  worker.on('exit', () => {
    state[controlClosed] = threadEnded;
    process.exit(0);
  });
  return worker;

  function say(message: MainMessage): void {
    worker.postMessage(message);
  }
}

/** A cell that ends the process would take all others' work along. */
function refuseExit(): void {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    if (runner.currentLabel === undefined) return exit(code);
    throw new Error(
      'process.exit() would end the kernel, and with it all that cells have defined. To end a cell early, throw an error; to begin afresh, choose Kernel > Restart Kernel.',
    );
  };
}

/**
 * With ZeroMQ's sockets open in a thread the end of the process would be an
 * abort, whose message explains nothing.
 */
function closeControlThread(): void {
  removeDeathNote(String(configPath));
  if (state[controlClosed] === threadEnded) return;
  control.postMessage('close' satisfies MainMessage);
  Atomics.wait(state, controlClosed, 0, closeMs);
  process.kill(process.pid, 'SIGKILL');
}

/** What nobody catches is shown under the cell, and the kernel lives on. */
function reportStrayErrors(): void {
  process.on('uncaughtException', (error) => {
    report('Uncaught', error);
  });
  process.on('unhandledRejection', (reason) => {
    report('Unhandled rejection', reason);
  });

  function report(what: string, thrown: unknown): void {
    // A loop of a cell that was given up ends like this.
    if (isOneSafely(thrown, Interrupted)) return;
    process.stderr.write(`${what}: ${inspectSafely(thrown)}\n`);
  }
}
