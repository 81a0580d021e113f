import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kernelName, jupyterEnvironment } from '../jupyter.mjs';
import { lastLine, runTool } from '../tool.mjs';

/**
 * What can be known only by starting something.
 * @import { Project } from '../project.mjs'
 * @import { Report } from './finding.mjs'
 */

/** A kernel that takes longer works, but keeps its learner waiting. */
const slowKernelSeconds = 10;

const startKernel = `
import sys, time
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name=${JSON.stringify(kernelName)})
start = time.perf_counter()
manager.start_kernel(stdout=sys.stderr)
try:
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    seconds = time.perf_counter() - start
    reply = client.execute_interactive("const six: number = 6", timeout=60)
    print("ready", reply["content"]["status"], seconds)
finally:
    manager.shutdown_kernel(now=True)
`;

/**
 * @param {Project} project
 * @returns {Promise<Report>}
 */
export async function jupyterReport(project) {
  const { code, output } = await runTool(
    project.venvPython,
    ['-m', 'jupyterlab', '--version'],
    { env: jupyterEnvironment(project) },
  );
  return code === 0
    ? { ok: true, finding: `JupyterLab ${lastLine(output)}` }
    : {
        ok: false,
        finding: `JupyterLab does not start: ${lastLine(output)}`,
        help: 'Remove the folder .venv, then run npm start.',
      };
}

/**
 * @param {Project} project
 * @returns {Promise<Report>}
 */
export async function kernelReport(project) {
  const { output } = await runTool(project.venvPython, ['-c', startKernel], {
    env: jupyterEnvironment(project),
  });
  const ready = /^ready ok ([\d.]+)$/m.exec(output);
  if (!ready) {
    return {
      ok: false,
      finding: `the TypeScript kernel does not start: ${lastLine(output)}`,
      help: 'Remove the folders node_modules and .venv, then run npm start.',
    };
  }
  const seconds = Number(ready[1]);
  const finding = `the TypeScript kernel is ready in ${seconds.toFixed(1)} s`;
  return seconds < slowKernelSeconds
    ? { ok: true, finding }
    : { ok: true, finding, help: 'That is slow: close other programs.' };
}

/**
 * @param {Project} project
 * @returns {Promise<Report>}
 */
export async function labReport(project) {
  const lab = pathToFileURL(join(project.source, 'lab', 'lab.ts')).href;
  const program = `
    const { startLab } = await import(${JSON.stringify(lab)});
    const lab = await startLab({ scale: 0.01 });
    const response = await fetch(lab.pokemon + '/api/v2/pokemon/151');
    const { name } = await response.json();
    console.log('answer', response.status, name);
    await lab.close();`;
  // With LAB_URL set, another lab would answer.
  const env = { ...process.env, LAB_URL: '' };
  const { output } = await runTool(
    project.pinnedNode,
    ['--input-type=module', '--eval', program],
    { env, cwd: project.root },
  );
  return /^answer 200 mew$/m.test(output)
    ? { ok: true, finding: 'it starts, and answers on 127.0.0.1' }
    : {
        ok: false,
        finding: `it does not answer: ${lastLine(output)}`,
        help: 'A firewall may block connections to 127.0.0.1: allow Node to make them.',
      };
}

/**
 * @param {Project} project
 * @returns {Promise<Report>}
 */
export async function browserReport(project) {
  const module = pathToFileURL(
    join(project.source, 'command', 'browser.ts'),
  ).href;
  const program = `
    const { findBrowser } = await import(${JSON.stringify(module)});
    console.log('browser', (await findBrowser()) ?? '');`;
  const { output } = await runTool(
    project.pinnedNode,
    ['--input-type=module', '--eval', program],
    { cwd: project.root },
  );
  const path = /^browser (.+)$/m.exec(output)?.[1];
  return path
    ? { ok: true, finding: path }
    : {
        ok: false,
        finding:
          'there is no Chrome, Chromium or Edge; the browser tests and npm run slides -- check need one',
        help: 'Install one (Debian: sudo apt install chromium), set CHROME_PATH to one, or run npm test, which downloads one.',
      };
}
