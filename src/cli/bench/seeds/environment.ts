import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explainFailure } from '../../../setup/explain.mjs';
import { showStep } from '../../../setup/progress.mjs';
import { describeProject, project } from '../../../setup/project.mjs';
import {
  findPython,
  requirePython,
  runPython,
} from '../../../setup/python-find.mjs';
import { withoutForeignPython } from '../../../setup/python.mjs';

const requirements = fileURLToPath(
  new URL('./requirements.txt', import.meta.url),
);
const again = 'npm run bench -- --seeds';

/**
 * Returns a Python that has the talks' HTTP clients. They are installed on
 * first use, into an environment of their own: only this benchmark needs them,
 * so they are not among the packages that every learner installs.
 * @throws WorkError that says what is missing if that fails
 */
export async function prepareSeedsPython(): Promise<string> {
  const { venv, venvPython } = describeProject(join(project.cache, 'seeds'));
  const stamp = join(venv, '.requirements');
  const wanted = `${project.root}\n${readFileSync(requirements, 'utf8')}`;
  const isReady = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isReady && existsSync(venvPython)) return venvPython;
  rmSync(venv, { recursive: true, force: true, maxRetries: 3 });
  const env = withoutForeignPython(process.env);
  const found = await requirePython(await findPython(env), env, again);
  await step("Making a Python environment for the talks' programs", () =>
    runPython(found.command, ['-m', 'venv', venv], env),
  );
  const install = ['-m', 'pip', 'install', '--no-deps', '--require-hashes'];
  await step('Installing aiohttp, httpx, requests and Beautiful Soup', () =>
    runPython([venvPython], [...install, '-r', requirements], env),
  );
  // Written last: an environment without it is incomplete.
  writeFileSync(stamp, wanted);
  return venvPython;
}

async function step(
  title: string,
  work: Parameters<typeof showStep>[1],
): Promise<void> {
  const { code, output } = await showStep(title, work);
  if (code !== 0) throw explainFailure(`${title} failed`, output, again);
}
