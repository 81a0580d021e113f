import { attempt, skip } from './finding.mjs';
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
 * @import { Finding, Report } from './finding.mjs'
 * @typedef {(project: Project) => Report | Promise<Report>} Check
 */

/** JupyterLab's own port. */
const usualPort = 8888;

/**
 * In order: each needs the ones that its third part names, and is skipped
 * where one of them has failed. A fourth part of false marks a check whose
 * failure can be lived with.
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
  ['port', () => portReport(usualPort, 'npm start'), [], false],
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
    const found =
      missing === undefined
        ? await attempt(name, () => check(project), needed)
        : skip(name, missing, needed);
    if (!found.ok) failed.add(name);
    yield found;
  }
}
