import { compiledReady } from '../compile.mjs';
import { dependenciesReady } from '../dependencies.mjs';
import { findPython } from '../python-find.mjs';
import { pythonReady } from '../python.mjs';
import { runTool } from '../tool.mjs';

/**
 * @import { Project } from '../project.mjs'
 * @import { Report } from './finding.mjs'
 */

const setUp = 'Run npm start, which sets it up.';

/**
 * @param {Project} project
 * @returns {Promise<Report>}
 */
export async function dependenciesReport(project) {
  if (!dependenciesReady(project)) {
    return {
      ok: false,
      finding: 'missing, or not the versions in package-lock.json',
      help: setUp,
    };
  }
  const { code, output } = await runTool(project.pinnedNode, ['--version']);
  return code === 0
    ? { ok: true, finding: `complete, with Node ${output.trim().slice(1)}` }
    : {
        ok: false,
        finding: `the pinned Node does not start: ${output.trim()}`,
        help: 'Remove the folder node_modules, then run npm start.',
      };
}

/**
 * @param {Project} project
 * @returns {Report}
 */
export function compiledReport(project) {
  return compiledReady(project)
    ? { ok: true, finding: 'up to date' }
    : { ok: false, finding: 'missing or out of date', help: setUp };
}

/**
 * @param {Project} project
 * @returns {Promise<Report>}
 */
export async function pythonReport(project) {
  if (pythonReady(project)) {
    const { output } = await runTool(project.venvPython, ['--version']);
    return { ok: true, finding: `${output.trim()} in .venv` };
  }
  const python = await findPython(process.env);
  if (!python) {
    return {
      ok: false,
      finding: 'not found',
      help: 'Install Python 3.12 (Debian: sudo apt install python3 python3-venv), then run npm start.',
    };
  }
  const help = python.fits ? setUp : 'Install Python 3.12, then run npm start.';
  return {
    ok: false,
    finding: `Python ${python.version} is installed, but .venv is not ready`,
    help,
  };
}
