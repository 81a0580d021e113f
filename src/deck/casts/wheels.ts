import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkError } from '../../command/options.ts';
import { project } from '../../setup/project.mjs';
import { showStep } from '../../setup/progress.mjs';
import { runTool } from '../../setup/tool.mjs';

const folder = join(project.cache, 'casts', 'wheels');
const stamp = join(folder, 'requirements.txt');

/**
 * Returns the environment in which a fresh clone is set up from files on this
 * machine: npm's own cache, and a folder of Python's packages. Those are
 * fetched the first time, which needs a network.
 * @throws WorkError where they cannot be fetched
 */
export async function offlineEnvironment(): Promise<NodeJS.ProcessEnv> {
  const requirements = readFileSync(project.requirements, 'utf8');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== requirements) {
    await fetchWheels();
    writeFileSync(stamp, requirements);
  }
  return {
    npm_config_prefer_offline: 'true',
    PIP_NO_INDEX: '1',
    PIP_FIND_LINKS: folder,
    UV_NO_INDEX: '1',
    UV_FIND_LINKS: folder,
  };
}

async function fetchWheels(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const words = ['-m', 'pip', 'download', '--no-deps', '--require-hashes'];
  const { code, output } = await showStep('Fetching Python packages', () =>
    runTool(
      project.venvPython,
      [...words, '-r', project.requirements, '-d', folder],
      { cwd: project.root, env: process.env },
    ),
  );
  if (code === 0) return;
  throw new WorkError(
    `pip could not fetch the packages that a fresh clone needs, most likely because there is no network:\n${output.trim().split('\n').at(-1) ?? ''}`,
  );
}
