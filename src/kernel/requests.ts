import type { Assistant } from './assistant.ts';
import type { CellRunner } from './cell-runner.ts';
import type { DeathNote } from './death-note.ts';
import type { Request, RequestHandlers } from './server.ts';

/** What a front end sends along with a cell. */
interface ExecuteContent {
  readonly code?: unknown;
  readonly silent?: unknown;
  readonly store_history?: unknown;
  readonly stop_on_error?: unknown;
  readonly user_expressions?: unknown;
}

/** Returns the answers to the requests that a front end can make. */
export function createRequestHandlers(
  runner: CellRunner,
  assistant: Assistant,
  kernelInfo: Readonly<Record<string, unknown>>,
  deathNote: DeathNote,
): RequestHandlers {
  let executionCount = 0;
  let { notice } = deathNote;

  async function execute(request: Request): Promise<object> {
    if (request.isAborted) {
      return { status: 'aborted', execution_count: executionCount };
    }
    const content: ExecuteContent = request.content;
    const code = textOf(content.code);
    const isSilent = content.silent === true;
    const isCounted = !isSilent && content.store_history !== false;
    if (isCounted) executionCount += 1;
    const count = executionCount;
    const { publish } = request;
    if (!isSilent) publish('execute_input', { code, execution_count: count });
    if (notice !== undefined) {
      publish('stream', { name: 'stderr', text: notice });
      notice = undefined;
    }
    deathNote.write(`cell [${count}]`);
    const failure = await runner.run({
      source: code,
      label: `cell [${count}]`,
      publish: isSilent ? () => undefined : publish,
    });
    deathNote.write(undefined);
    if (failure) {
      if (!isSilent) publish('error', failure);
      if (content.stop_on_error !== false) await request.abortWaiting();
      return { status: 'error', execution_count: count, ...failure };
    }
    return {
      status: 'ok',
      execution_count: count,
      payload: [],
      user_expressions: await evaluateAll(content.user_expressions),
    };
  }

  async function evaluateAll(expressions: unknown): Promise<object> {
    const results: Record<string, object> = {};
    if (typeof expressions !== 'object' || expressions === null) return results;
    for (const [name, expression] of Object.entries(expressions)) {
      const { failure, text } = await runner.evaluate(textOf(expression));
      results[name] = failure
        ? { status: 'error', ...failure }
        : { status: 'ok', data: { 'text/plain': text }, metadata: {} };
    }
    return results;
  }

  return {
    execute_request: execute,
    kernel_info_request: () => kernelInfo,

    complete_request: ({ content }) =>
      assistant.complete(textOf(content['code']), numberOf(content)),
    inspect_request: ({ content }) =>
      assistant.inspect(textOf(content['code']), numberOf(content)),
    is_complete_request: ({ content }) =>
      assistant.isComplete(textOf(content['code'])),

    // None is kept, and yet the answer matters: JupyterLab asks when a notebook
    // opens, and takes the kernel for idle once this is answered.
    history_request: () => ({ status: 'ok', history: [] }),

    comm_info_request: () => ({ status: 'ok', comms: {} }),
    // The protocol's answer to a target that the kernel does not know.
    comm_open: ({ content, publish }) => {
      publish('comm_close', { comm_id: content['comm_id'], data: {} });
      return undefined;
    },
    comm_msg: () => undefined,
    comm_close: () => undefined,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Where the cursor is; at the end of the code where none is given. */
function numberOf(content: Readonly<Record<string, unknown>>): number {
  const position = content['cursor_pos'];
  return typeof position === 'number' && position >= 0 ? position : Infinity;
}
