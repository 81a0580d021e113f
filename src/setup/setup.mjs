import { join } from 'node:path';
import { compiledReady, compileSource } from './compile.mjs';
import { dependenciesReady, installDependencies } from './dependencies.mjs';
import { writeJupyterFiles } from './jupyter.mjs';
import { withLock } from './lock.mjs';
import { createVenv, pythonReady } from './python.mjs';
import { endingToolsOnSignal } from './tool.mjs';

/**
 * @import { Project } from './project.mjs'
 * @typedef {'dependencies' | 'compiled' | 'python'} Need
 */

/**
 * What commands need, in the order in which it is made: the compiler is one of
 * the dependencies.
 * @type {readonly { need: Need, ready: (project: Project) => boolean,
 *   make: (project: Project, again: string) => Promise<void> }[]}
 */
const steps = [
  {
    need: 'dependencies',
    ready: dependenciesReady,
    make: installDependencies,
  },
  { need: 'compiled', ready: compiledReady, make: compileSource },
  { need: 'python', ready: pythonReady, make: createVenv },
];

/**
 * Makes what is needed and missing, and says so on standard error. If two
 * processes do this at once, the second waits for the first.
 * @throws WorkError if a step fails
 * @param {Project} project
 * @param {readonly Need[]} needs
 * @param {string} again what a person types to try again
 */
export async function setUp(project, needs, again) {
  const missing = () =>
    steps.filter(({ need, ready }) => needs.includes(need) && !ready(project));
  if (missing().length > 0) {
    await endingToolsOnSignal(() =>
      withLock(
        join(project.cache, 'set-up.lock'),
        async () => {
          for (const step of steps) {
            if (missing().includes(step)) await step.make(project, again);
          }
        },
        (holder) => {
          process.stderr.write(
            `Another set-up is running (process ${holder}); waiting for it.\n`,
          );
        },
      ),
    );
  }
  if (needs.includes('python')) writeJupyterFiles(project);
}
