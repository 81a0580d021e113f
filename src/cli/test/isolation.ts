import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { project } from '../../setup/project.mjs';

const programFile = fileURLToPath(new URL('loopback-only.py', import.meta.url));

/** Set for a command that runs where there is no network but loopback. */
export const isolatedVariable = 'ASYNC_LAB_LOOPBACK_ONLY';

/**
 * Returns the words before a command that take every network but loopback
 * away from it, by Linux's namespaces; none where the system has or allows no
 * such thing.
 */
export function loopbackOnly(): string[] {
  if (process.platform !== 'linux') return [];
  const asWhom = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const words = [...asWhom, '--net', project.venvPython, programFile];
  const trial = spawnSync('unshare', [...words, process.execPath, '--version']);
  return trial.status === 0 ? ['unshare', ...words] : [];
}
