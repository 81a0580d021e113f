import type { Assistant } from './assistant.ts';
import type { CellRunner } from './cell-runner.ts';
import type { DeathNote } from './death-note.ts';
import { createExecuteHandler } from './execution.ts';
import type { RequestHandlers } from './server.ts';

/** Returns the answers to the requests that a front end can make. */
export function createRequestHandlers(
  runner: CellRunner,
  assistant: Assistant,
  kernelInfo: Readonly<Record<string, unknown>>,
  deathNote: DeathNote,
): RequestHandlers {
  return {
    execute_request: createExecuteHandler(runner, deathNote),
    kernel_info_request: () => kernelInfo,

    complete_request: ({ content }) =>
      assistant.complete(codeOf(content), cursorOf(content)),
    inspect_request: ({ content }) =>
      assistant.inspect(codeOf(content), cursorOf(content)),
    is_complete_request: ({ content }) => assistant.isComplete(codeOf(content)),

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

type Content = Readonly<Record<string, unknown>>;

function codeOf({ code }: Content): string {
  return typeof code === 'string' ? code : '';
}

/** Where the cursor is; at the end of the code where none is given. */
function cursorOf({ cursor_pos }: Content): number {
  return typeof cursor_pos === 'number' && cursor_pos >= 0
    ? cursor_pos
    : Infinity;
}
