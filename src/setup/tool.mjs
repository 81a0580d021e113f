import { spawn } from 'node:child_process';

/**
 * How a tool ended: its exit code (null where it could not be started or a
 * signal ended it) and the end of what it printed.
 * @typedef {{ code: number | null, output: string }} ToolResult
 */

/** What is kept of a tool's output: enough for its last error. */
const keptCharacters = 20_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a tool without showing its output, which is kept for the message if it
 * fails. It never throws: a tool that is not installed ends with code null. A
 * tool that `mayOutlive` an interrupt is not killed by one.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{
 *   cwd?: string,
 *   env?: NodeJS.ProcessEnv,
 *   shell?: boolean,
 *   mayOutlive?: boolean,
 *   onText?: (text: string) => void,
 * }} [options]
 * @returns {Promise<ToolResult>}
 */
export function runTool(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that its children can be killed with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let output = '';
    /** @param {string} text */
    const keep = (text) => {
      output = (output + text).slice(-keptCharacters);
      options.onText?.(text);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => {
      running.delete(child);
      resolve({ code: null, output: `${output}${error.message}\n` });
    });
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code, output });
    });
    if (!options.mayOutlive) running.add(child);
  });
}

/**
 * While `work` runs, a signal that ends this process kills its tools first, so
 * that none is still writing when the command is tried again.
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function endingToolsOnSignal(work) {
  /** @type {(signal: NodeJS.Signals) => void} */
  const end = (signal) => {
    process.stderr.write('\nInterrupted. Run the command again to continue.\n');
    const children = [...running];
    const ended = children.map(
      (child) => new Promise((resolve) => child.once('close', resolve)),
    );
    for (const child of children) killTree(child);
    void Promise.all(ended).then(() =>
      process.exit(signal === 'SIGINT' ? 130 : 143),
    );
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.once(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
}

/**
 * Kills without warning: after a plain request npm would go on for seconds, and
 * what a tool leaves incomplete is made again anyway.
 * @param {import('node:child_process').ChildProcess} child
 */
function killTree(child) {
  if (process.platform === 'win32' || !child.pid) child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}

/**
 * Returns the last line of what a tool printed: after a failure, most tools
 * name the cause there.
 * @param {string} output
 */
export function lastLine(output) {
  return output.trim().split('\n').at(-1) ?? '';
}
