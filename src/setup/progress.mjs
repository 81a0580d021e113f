import { performance } from 'node:perf_hooks';

/** @import { ToolResult } from './tool.mjs' */

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;
const plainMs = 10_000;

/**
 * Shows on standard error that a tool is running, and in the end how long it
 * took: in a terminal a line that is redrawn, elsewhere a new line now and
 * then. `detail` is called each time and says how far the tool has got.
 * @param {string} title
 * @param {() => Promise<ToolResult>} work
 * @param {() => string} [detail]
 */
export async function showStep(title, work, detail = () => '') {
  const stream = process.stderr;
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1_000;
  const line = () => {
    const more = detail();
    return `${title} … ${seconds().toFixed(0)} s${more && `, ${more}`}`;
  };
  const stop = stream.isTTY ? animate(line, stream) : repeat(line, stream);
  let mark = '✖';
  try {
    const result = await work();
    if (result.code === 0) mark = '✔';
    return result;
  } finally {
    stop();
    stream.write(`${mark} ${title} (${seconds().toFixed(1)} s)\n`);
  }
}

/**
 * @param {() => string} line
 * @param {NodeJS.WriteStream} stream
 */
function animate(line, stream) {
  let frame = 0;
  const draw = () => {
    const mark = frames[frame++ % frames.length] ?? '';
    // A line that wraps could not be erased again.
    const room = (stream.columns || 80) - 1;
    stream.write(`\r\x1b[K${`${mark} ${line()}`.slice(0, room)}`);
  };
  draw();
  const timer = setInterval(draw, frameMs);
  return () => {
    clearInterval(timer);
    stream.write('\r\x1b[K');
  };
}

/**
 * @param {() => string} line
 * @param {NodeJS.WriteStream} stream
 */
function repeat(line, stream) {
  const print = () => stream.write(`  ${line()}\n`);
  print();
  const timer = setInterval(print, plainMs);
  return () => {
    clearInterval(timer);
  };
}
