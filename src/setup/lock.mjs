import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const beatMs = 1_000;
const lookMs = 200;
/** After this many looks without a beat, a lock's holder counts as dead. */
const looksWithoutBeat = 50;

/**
 * Runs `work` while no other process holds the same lock file. A lock whose
 * holder has died is taken over. `onWait` is called once, with the holder's
 * process id, if there is a holder to wait for.
 * @template Result
 * @param {string} file
 * @param {() => Promise<Result>} work
 * @param {(holder: string) => void} [onWait]
 * @returns {Promise<Result>}
 */
export async function withLock(file, work, onWait = () => undefined) {
  mkdirSync(dirname(file), { recursive: true });
  await acquire(file, onWait);
  const release = () => {
    rmSync(file, { force: true });
  };
  process.once('exit', release);
  // Without a beat the holder is dead, even if its process id is in use again,
  // or if it ran on another machine.
  const beat = setInterval(() => {
    touch(file);
  }, beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} file
 * @param {(holder: string) => void} onWait
 */
async function acquire(file, onWait) {
  let waited = false;
  let [lastBeat, looks] = [0, 0];
  while (!tryCreate(file)) {
    const beat = lastTouched(file);
    looks = beat === lastBeat ? looks + 1 : 0;
    lastBeat = beat;
    const holder = readHolder(file);
    if (looks >= looksWithoutBeat || isDead(holder)) {
      removeStale(file, holder);
      looks = 0;
      continue;
    }
    if (!waited) onWait(holder.split(' ')[0] ?? '');
    waited = true;
    await sleep(lookMs);
  }
}

/** @param {string} file */
function tryCreate(file) {
  try {
    writeFileSync(file, `${process.pid} ${hostname()}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** @param {string} file */
function readHolder(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} holder */
function isDead(holder) {
  const [pid = '', host] = holder.split(' ');
  // An empty lock is just being written.
  if (host !== hostname() || !/^\d+$/.test(pid)) return false;
  return !isAlive(Number(pid));
}

/**
 * Whether a process of this machine is running. Another user's cannot be sent
 * signals, but it is there.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH';
  }
}

/**
 * Moves the lock aside, then looks at it again: of several processes that wait
 * only one can move it, and a lock that another has just created is put back.
 * @param {string} file
 * @param {string} stale the lock's content when it was found to be stale
 */
function removeStale(file, stale) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readHolder(aside) === stale) rmSync(aside, { force: true });
    else renameSync(aside, file);
  } catch {
    // Another process that waited was faster.
  }
}

/** @param {string} file */
function lastTouched(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // It was removed with its folder: there is nothing left to lock.
  }
}
