import { AsyncLocalStorage } from 'node:async_hooks';
import { CellOutput } from './cell-output.ts';
import { renderValue, type CompiledCell, type Executor } from './executor.ts';
import {
  describeThrown,
  Interrupted,
  type ErrorHints,
  type Failure,
} from './failures.ts';
import { defineLoopGuard } from './loop-guards.ts';
import { createOutputBudget } from './output-budget.ts';
import type { Publish } from './outputs.ts';
import {
  betweenCells,
  interruptedCell,
  runningCell,
  type SharedState,
} from './shared-state.ts';

/** The real one: a cell may put another in its place, to test with it. */
const { setImmediate } = globalThis;

/** A cell to run, and where to show what it shows. */
export interface CellRequest {
  readonly source: string;
  /** How it is called in stack traces: `cell [3]`. */
  readonly label: string;
  readonly publish: Publish;
  /** The same each time that the cell runs, where the front end names it. */
  readonly cellId?: string;
}

/** One execution of one cell. */
interface Cell {
  readonly number: number;
  readonly label: string;
  readonly source: string;
  /** By which the cell is known again when it runs again. */
  readonly id: string;
  readonly abort: AbortController;
  readonly output: CellOutput;
  compiled: CompiledCell | undefined;
  failure: Failure | undefined;
}

/** The value of an expression, as text, or what went wrong. */
export interface Evaluation {
  readonly text: string;
  readonly failure?: Failure;
}

const noRequest: CellRequest = {
  source: '',
  label: 'no cell',
  publish: () => undefined,
};

/** Runs cells that share variables, with none defined at first. */
export class CellRunner {
  readonly #executor: Executor;
  readonly #state: SharedState;
  readonly #hints: ErrorHints | undefined;
  /** Which cell the running code belongs to, in callbacks as well. */
  readonly #contexts = new AsyncLocalStorage<Cell>();
  readonly #budget = createOutputBudget();
  readonly #sources = new Map<string, string>();
  #latest = this.#createCell(0, noRequest);

  constructor(executor: Executor, state: SharedState, hints?: ErrorHints) {
    this.#executor = executor;
    this.#state = state;
    this.#hints = hints;
    defineLoopGuard(() => {
      if (state[interruptedCell] !== 0) this.#stopIfInterrupted();
    });
  }

  /** Runs a cell; gives what went wrong, or undefined. Never rejects. */
  async run(request: CellRequest): Promise<Failure | undefined> {
    const cell = this.#createCell(this.#latest.number + 1, request);
    this.#latest = cell;
    this.#sources.set(cell.label, cell.source);
    this.#state[runningCell] = cell.number;
    try {
      await Promise.race([this.#start(cell), aborted(cell.abort.signal)]);
    } catch (thrown) {
      const { label, source } = cell;
      cell.failure ??= describeThrown(thrown, label, source, this.#hints);
    }
    await this.#settle(cell);
    this.#state[runningCell] = 0;
    return cell.failure;
  }

  /** Evaluates an expression. Nothing is defined by it. Never rejects. */
  async evaluate(expression: string): Promise<Evaluation> {
    const request = { ...noRequest, source: expression };
    const cell = this.#createCell(this.#latest.number, request);
    try {
      const result = this.#executor.compile({ ...cell, name: 'expression' });
      if ('failure' in result) return { text: '', failure: result.failure };
      const { value } = await this.#contexts.run(cell, () =>
        this.#executor.run(result),
      );
      return { text: renderValue(value) };
    } catch (thrown) {
      return { text: '', failure: describeThrown(thrown, '', '') };
    }
  }

  /**
   * Gives the running cell up, if it is the one marked as interrupted. Between
   * cells there is nothing left to do: the event loop has its turn again.
   */
  interrupt(): void {
    if (this.#state[interruptedCell] === betweenCells) {
      this.#state[interruptedCell] = 0;
      return;
    }
    const cell = this.#latest;
    const isMeant = this.#state[interruptedCell] === cell.number;
    if (!isMeant || this.#state[runningCell] !== cell.number) return;
    const interrupted = new Interrupted();
    cell.failure ??= describeThrown(interrupted, cell.label, cell.source);
    cell.output.cut();
    cell.abort.abort(interrupted);
  }

  /** Aborted when the cell that runs, or ran last, is interrupted. */
  get signal(): AbortSignal {
    return this.#current.abort.signal;
  }

  /** By which the cell is known again when it runs again. */
  get cellId(): string {
    return this.#current.id;
  }

  /** Where the running code shows things: under the cell that it belongs to. */
  get output(): CellOutput {
    return this.#current.output;
  }

  /** The text of a cell that ran, by its label. */
  sourceOf(label: string): string | undefined {
    return this.#sources.get(label);
  }

  /** The label of the cell that the running code belongs to, if any. */
  get currentLabel(): string | undefined {
    return this.#contexts.getStore()?.label;
  }

  /** Has the compiler ready before the first cell needs it. */
  warmUp(): void {
    const source = 'console.log([1].map(String))';
    this.#executor.compile({ name: 'warm-up', label: '', source });
  }

  get #current(): Cell {
    return this.#contexts.getStore() ?? this.#latest;
  }

  #createCell(number: number, request: CellRequest): Cell {
    const { source, label, publish, cellId = source } = request;
    return {
      number,
      label,
      source,
      id: cellId,
      abort: new AbortController(),
      output: new CellOutput(publish, this.#budget),
      compiled: undefined,
      failure: undefined,
    };
  }

  /** Runs the cell in a turn of its own of the event loop. */
  #start(cell: Cell): Promise<void> {
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        this.#contexts.run(cell, () => {
          this.#execute(cell).then(resolve, reject);
        });
      });
    });
  }

  async #execute(cell: Cell): Promise<void> {
    const result = this.#executor.compile({
      name: `cell-${cell.number}`,
      label: cell.label,
      source: cell.source,
    });
    if ('failure' in result) {
      cell.failure = result.failure;
      return;
    }
    cell.compiled = result;
    const { value } = await this.#executor.run(result);
    if (value !== undefined && !cell.abort.signal.aborted) {
      cell.output.write('stdout', `${renderValue(value)}\n`);
    }
  }

  /** What remains to be done for a cell when its code has ended. */
  async #settle(cell: Cell): Promise<void> {
    // A loop that was stopped in its tracks has not aborted the rest.
    if (this.#state[interruptedCell] === cell.number) this.interrupt();
    // Rejections that nothing handles are reported before the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    if (cell.compiled) this.#executor.keep(cell.compiled, !cell.failure);
    await cell.output.drain();
  }

  #stopIfInterrupted(): void {
    const cell = this.#contexts.getStore();
    if (!cell) return;
    const interrupted = this.#state[interruptedCell];
    const isMeant = interrupted === cell.number || interrupted === betweenCells;
    if (isMeant || cell.abort.signal.aborted) throw new Interrupted();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
