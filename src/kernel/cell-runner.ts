import { AsyncLocalStorage } from 'node:async_hooks';
import { createCellOutput, type CellOutput } from './cell-output.ts';
import { renderValue, type CompiledCell, type Executor } from './executor.ts';
import {
  describeThrown,
  Interrupted,
  type ErrorHints,
  type Failure,
} from './failures.ts';
import { loopGuard } from './loop-guards.ts';
import { createOutputBudget } from './output-budget.ts';
import type { Publish } from './outputs.ts';
import {
  interruptedCell,
  learnersCode,
  runningCell,
  type SharedState,
} from './shared-state.ts';

/** One execution of one cell. */
interface Cell {
  readonly number: number;
  readonly label: string;
  readonly source: string;
  readonly abort: AbortController;
  readonly output: CellOutput;
  compiled: CompiledCell | undefined;
  failure: Failure | undefined;
}

/** A cell to run, and where to show what it shows. */
export interface CellRequest {
  readonly source: string;
  /** How it is called in stack traces: `cell [3]`. */
  readonly label: string;
  readonly publish: Publish;
}

export interface CellRunner {
  /** Runs a cell; gives what went wrong, or undefined. Never rejects. */
  run(request: CellRequest): Promise<Failure | undefined>;
  /** The value of an expression, as text; nothing is defined by it. */
  evaluate(
    expression: string,
  ): Promise<{ readonly text: string; readonly failure?: Failure }>;
  /** Gives the running cell up, if it is the one marked as interrupted. */
  readonly interrupt: () => void;
  /** Aborted when the cell that runs, or ran last, is interrupted. */
  readonly signal: () => AbortSignal;
  /** Where the code that runs shows things: under the cell that it is of. */
  readonly output: () => CellOutput;
  /** The label of the cell whose code runs, if it is a cell's. */
  readonly currentLabel: () => string | undefined;
  /** Has the compiler ready before the first cell needs it. */
  readonly warmUp: () => void;
}

const noRequest: CellRequest = {
  source: '',
  label: 'no cell',
  publish: () => undefined,
};

/** Returns a runner of cells that share variables, with none defined yet. */
export function createCellRunner(
  executor: Executor,
  state: SharedState,
  hints?: ErrorHints,
): CellRunner {
  const contexts = new AsyncLocalStorage<Cell>();
  const budget = createOutputBudget();
  let latest = createCell(0, noRequest);

  function createCell(
    number: number,
    { source, label, publish }: CellRequest,
  ): Cell {
    return {
      number,
      label,
      source,
      abort: new AbortController(),
      output: createCellOutput(publish, budget),
      compiled: undefined,
      failure: undefined,
    };
  }

  async function execute(cell: Cell): Promise<void> {
    const result = executor.compile({
      name: `cell-${cell.number}`,
      label: cell.label,
      source: cell.source,
    });
    if ('failure' in result) {
      cell.failure = result.failure;
      return;
    }
    cell.compiled = result;
    state[learnersCode] = 1;
    const { value } = await executor.run(result);
    if (value !== undefined && !cell.abort.signal.aborted) {
      cell.output.write('stdout', `${renderValue(value)}\n`);
    }
  }

  /** Runs the cell in a turn of its own of the event loop. */
  function start(cell: Cell): Promise<void> {
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        contexts.run(cell, () => {
          execute(cell).then(resolve, reject);
        });
      });
    });
  }

  async function run(request: CellRequest): Promise<Failure | undefined> {
    const cell = createCell(latest.number + 1, request);
    latest = cell;
    state[runningCell] = cell.number;
    try {
      await Promise.race([start(cell), aborted(cell.abort.signal)]);
    } catch (thrown) {
      const { label, source } = cell;
      cell.failure ??= describeThrown(thrown, label, source, hints);
    }
    state[learnersCode] = 0;
    // A loop that was stopped in its tracks has not aborted the rest.
    if (state[interruptedCell] === cell.number) interrupt();
    // Rejections that nobody handles are reported before the next turn.
    await new Promise(setImmediate);
    if (cell.compiled) executor.keep(cell.compiled, !cell.failure);
    await cell.output.drain();
    state[runningCell] = 0;
    return cell.failure;
  }

  async function evaluate(expression: string) {
    const cell = createCell(latest.number, {
      ...noRequest,
      source: expression,
    });
    try {
      const result = executor.compile({ ...cell, name: 'expression' });
      if ('failure' in result) return { text: '', failure: result.failure };
      const { value } = await contexts.run(cell, () => executor.run(result));
      return { text: renderValue(value) };
    } catch (thrown) {
      return { text: '', failure: describeThrown(thrown, '', '') };
    }
  }

  function interrupt(): void {
    const isMeant = state[interruptedCell] === latest.number;
    if (!isMeant || state[runningCell] !== latest.number) return;
    const interrupted = new Interrupted();
    latest.failure ??= describeThrown(interrupted, latest.label, latest.source);
    latest.output.cut();
    latest.abort.abort(interrupted);
  }

  defineLoopGuard(state, contexts);
  return {
    run,
    evaluate,
    interrupt,
    signal: () => (contexts.getStore() ?? latest).abort.signal,
    output: () => (contexts.getStore() ?? latest).output,
    currentLabel: () => contexts.getStore()?.label,
    warmUp() {
      const source = 'console.log([1].map(String))';
      executor.compile({ name: 'warm-up', label: '', source });
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
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
