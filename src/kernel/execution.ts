import type { CellRunner } from './cell-runner.ts';
import type { DeathNote } from './death-note.ts';
import type { Request, RequestHandler } from './server.ts';

/** What a front end sends along with a cell. */
interface ExecuteContent {
  readonly code?: unknown;
  readonly silent?: unknown;
  readonly store_history?: unknown;
  readonly stop_on_error?: unknown;
  readonly user_expressions?: unknown;
}

/** Returns the answer to `execute_request`; cells are counted from 1. */
export function createExecuteHandler(
  runner: CellRunner,
  deathNote: DeathNote,
): RequestHandler {
  let executionCount = 0;
  let { notice } = deathNote;

  return async (request) => {
    const content: ExecuteContent = request.content;
    if (request.isAborted) {
      return { status: 'aborted', execution_count: executionCount };
    }
    const isSilent = content.silent === true;
    if (!isSilent && content.store_history !== false) executionCount += 1;
    const count = executionCount;
    const publish = isSilent ? () => undefined : request.publish;
    const source = typeof content.code === 'string' ? content.code : '';
    publish('execute_input', { code: source, execution_count: count });
    if (notice !== undefined) {
      publish('stream', { name: 'stderr', text: notice });
      notice = undefined;
    }
    const label = `cell [${count}]`;
    deathNote.write(label);
    const failure = await runner.run({
      source,
      label,
      publish,
      ...cellIdOf(request),
    });
    deathNote.write(undefined);
    if (!failure) return okReply(runner, count, content.user_expressions);
    publish('error', failure);
    await abortOthers(request, content);
    return { status: 'error', execution_count: count, ...failure };
  };
}

/** JupyterLab and VS Code name the cell; other front ends may not. */
function cellIdOf({ metadata }: Request): { cellId?: string } {
  const { cellId } = metadata;
  return typeof cellId === 'string' ? { cellId } : {};
}

async function abortOthers(
  request: Request,
  { stop_on_error }: ExecuteContent,
): Promise<void> {
  if (stop_on_error !== false) await request.abortWaiting();
}

async function okReply(
  runner: CellRunner,
  count: number,
  expressions: unknown,
): Promise<object> {
  return {
    status: 'ok',
    execution_count: count,
    payload: [],
    user_expressions: await evaluateAll(runner, expressions),
  };
}

/** Each expression with its value, as text, or with what went wrong. */
async function evaluateAll(
  runner: CellRunner,
  expressions: unknown,
): Promise<object> {
  const results: Record<string, object> = {};
  if (typeof expressions !== 'object' || expressions === null) return results;
  for (const [name, expression] of Object.entries(expressions)) {
    const { failure, text } = await runner.evaluate(String(expression));
    results[name] = failure
      ? { status: 'error', ...failure }
      : { status: 'ok', data: { 'text/plain': text }, metadata: {} };
  }
  return results;
}
