import { AsyncLocalStorage } from 'node:async_hooks';
import type { CellScript } from './call-sites.ts';
import {
  describeDiagnostics,
  describeThrown,
  Interrupted,
  type Failure,
} from './failures.ts';
import { loopGuard } from './loop-guards.ts';
import {
  interruptedCell,
  learnersCode,
  runningCell,
  type SharedState,
} from './shared-state.ts';
import type { EmitLog, Position, PositionLookup } from './source-maps.ts';
import type {
  Converted,
  Converter,
  ConverterSet,
  Executor,
  Tslab,
} from './tslab.ts';

/** One execution of one cell. */
interface Cell {
  readonly number: number;
  readonly label: string;
  readonly source: string;
  readonly abort: AbortController;
  failure: Failure | undefined;
}

export interface CellRunner {
  readonly executor: Executor;
  /** Runs a cell; gives what went wrong, or undefined. Never rejects. */
  readonly run: (source: string, label: string) => Promise<Failure | undefined>;
  /** Gives the running cell up, if it is the one marked as interrupted. */
  readonly interrupt: () => void;
  /** Aborted when the cell that runs, or ran last, is interrupted. */
  readonly signal: () => AbortSignal;
  /** Has the compiler ready before the first cell needs it. */
  readonly warmUp: () => void;
}

interface Parts {
  readonly tslab: Tslab;
  readonly emitLog: EmitLog;
  readonly scripts: Map<string, CellScript>;
  readonly state: SharedState;
}

/** What tslab's executor writes before a cell's compiled code. */
const wrapperStart = '(function(exports, require) { ';
const asyncWrapperStart = '(async function(exports, require) { ';

/** Returns a runner of cells that share variables, with none defined yet. */
export function createCellRunner(parts: Parts): CellRunner {
  const { tslab, state } = parts;
  const contexts = new AsyncLocalStorage<Cell>();
  let latest = createCell(0, 'no cell', '');
  let converter: Converter | undefined;
  const getConverter = () => (converter ??= tslab.createConverter());

  const converters: ConverterSet = {
    get node() {
      const { convert, ...rest } = getConverter();
      return {
        ...rest,
        convert: (earlier: string, source: string) =>
          finish(convert(earlier, source)),
      };
    },
    // tslab makes nothing of a cell for browsers.
    get browser() {
      return getConverter();
    },
    close: () => converter?.close(),
  };
  const executor = tslab.createExecutor(process.cwd(), converters, {
    log: console.log,
    error: (...args: unknown[]) => {
      const cell = contexts.getStore();
      if (!cell || cell.failure) return;
      // One argument is what the cell threw; several are what the compiler
      // has against a cell that defines a module, which does not fail it.
      if (args.length > 1) console.error(...args);
      else cell.failure = describeThrown(args[0], cell.label, cell.source);
    },
  });

  function finish(result: Converted): Converted {
    const cell = contexts.getStore();
    if (!cell) return result;
    if (result.diagnostics.length > 0) {
      cell.failure = describeDiagnostics(
        result.diagnostics,
        cell.label,
        cell.source,
      );
    }
    if (result.output === undefined) return result;
    const name = `cell-${cell.number}`;
    const { label } = cell;
    const wrapper = result.hasToplevelAwait ? asyncWrapperStart : wrapperStart;
    const lookUp = withoutWrapper(
      wrapper,
      result.output,
      parts.emitLog.latestLookup(),
    );
    parts.scripts.set(name, { label, lookUp });
    state[learnersCode] = 1;
    return { ...result, output: `${result.output}\n//# sourceURL=${name}` };
  }

  /** Runs the source in a turn of its own of the event loop. */
  function start(cell: Cell): Promise<unknown> {
    return new Promise((resolve) => {
      setImmediate(() => {
        contexts.run(cell, () => {
          resolve(executor.execute(cell.source));
        });
      });
    });
  }

  async function run(source: string, label: string) {
    const cell = createCell(latest.number + 1, label, source);
    latest = cell;
    state[runningCell] = cell.number;
    await Promise.race([start(cell), aborted(cell.abort.signal)]);
    state[learnersCode] = 0;
    // A loop that was stopped in its tracks has not aborted the rest.
    if (state[interruptedCell] === cell.number) interrupt();
    // Rejections that nobody handles are reported before the next turn.
    await new Promise(setImmediate);
    state[runningCell] = 0;
    return cell.failure;
  }

  function interrupt(): void {
    const isMeant = state[interruptedCell] === latest.number;
    if (!isMeant || state[runningCell] !== latest.number) return;
    const interrupted = new Interrupted();
    latest.failure ??= describeThrown(interrupted, latest.label, latest.source);
    executor.interrupt();
    latest.abort.abort(interrupted);
  }

  defineLoopGuard(state, contexts);
  return {
    executor,
    run,
    interrupt,
    signal: () => (contexts.getStore() ?? latest).abort.signal,
    warmUp: () => {
      converters.node.convert('', 'console.log([1].map(String))');
    },
  };
}

function createCell(number: number, label: string, source: string): Cell {
  const abort = new AbortController();
  return { number, label, source, abort, failure: undefined };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

/** tslab calls the wrapped code on a line after it, which is in no cell. */
function withoutWrapper(
  start: string,
  output: string,
  lookUp: PositionLookup,
): PositionLookup {
  const lines = output.split('\n').length;
  return ({ line, column }: Position) => {
    if (line > lines) return;
    return lookUp({
      line,
      column: line === 1 ? column - start.length : column,
    });
  };
}

/** Called by every loop of every cell, so it must cost next to nothing. */
function defineLoopGuard(
  state: SharedState,
  contexts: AsyncLocalStorage<Cell>,
): void {
  const stopIfInterrupted = () => {
    const cell = contexts.getStore();
    if (!cell) return;
    if (cell.number === state[interruptedCell] || cell.abort.signal.aborted) {
      throw new Interrupted();
    }
  };
  const guard = () => {
    if (state[interruptedCell] !== 0) stopIfInterrupted();
  };
  Object.defineProperty(globalThis, loopGuard, { value: guard });
}
