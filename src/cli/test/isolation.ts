import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { project } from '../../setup/project.mjs';

const programFile = fileURLToPath(new URL('loopback-only.py', import.meta.url));

/** Set in the environment of tests that run without a network. */
export const isolatedVariable = 'ASYNC_LAB_LOOPBACK_ONLY';

/**
 * Returns the words to put before a command so that it has no network except
 * loopback, in a Linux namespace; none where the system does not allow that.
 */
export function loopbackOnly(): string[] {
  if (process.platform !== 'linux') return [];
  const asWhom = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const words = [...asWhom, '--net', project.venvPython, programFile];
  const trial = spawnSync('unshare', [...words, process.execPath, '--version']);
  return trial.status === 0 ? ['unshare', ...words] : [];
}
