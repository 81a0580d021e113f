import {
  browserReport,
  jupyterReport,
  kernelReport,
  labReport,
} from './live.mjs';
import {
  diskReport,
  folderReport,
  nodeReport,
  portReport,
  timerReport,
} from './machine.mjs';
import {
  compiledReport,
  dependenciesReport,
  pythonReport,
} from './installed.mjs';

/**
 * @import { Project } from '../project.mjs'
 * @typedef {{ ok: boolean, finding: string, help?: string }} Report
 * @typedef {Report & { name: string, needed: boolean }} Finding
 * @typedef {(project: Project) => Report | Promise<Report>} Check
 */

/**
 * In order: each may count on those that its third part names, and is not
 * tried where one of them has failed.
 * @type {readonly [name: string, check: Check, after: readonly string[],
 *   needed?: false][]}
 */
const checkSteps = [
  ['node', nodeReport, []],
  ['project folder', folderReport, []],
  ['disk', diskReport, []],
  ['npm packages', dependenciesReport, ['node']],
  ['compiled src', compiledReport, ['npm packages']],
  ['python', pythonReport, []],
  ['jupyterlab', jupyterReport, ['python']],
  ['kernel', kernelReport, ['compiled src', 'jupyterlab']],
  ['lab', labReport, ['npm packages']],
  ['port', portReport, [], false],
  ['timers', timerReport, [], false],
  ['browser', browserReport, ['npm packages'], false],
];

/**
 * Runs every check and gives its finding as soon as it is known.
 * @param {Project} project
 * @returns {AsyncGenerator<Finding, void>}
 */
export async function* runChecks(project) {
  /** @type {Set<string>} */
  const failed = new Set();
  for (const [name, check, after, needed = true] of checkSteps) {
    const missing = after.find((other) => failed.has(other));
    const report = missing
      ? { ok: false, finding: `not tried: it needs ${missing}` }
      : await attempt(check, project);
    if (!report.ok) failed.add(name);
    yield { name, needed, ...report };
  }
}

/**
 * @param {Check} check
 * @param {Project} project
 * @returns {Promise<Report>}
 */
async function attempt(check, project) {
  try {
    return await check(project);
  } catch (error) {
    return { ok: false, finding: /** @type {Error} */ (error).message };
  }
}
