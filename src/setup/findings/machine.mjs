import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../free-port.mjs';

/**
 * @import { Project } from '../project.mjs'
 * @import { Report } from './finding.mjs'
 */

const oldestNode = 20;
const neededGigabytes = 1;
const timerMs = 10;
const timerCount = 40;
/** A timer that is later than this distorts the lessons' figures. */
const toleratedLatenessMs = 5;

/** @returns {Report} */
export function nodeReport() {
  const { version } = process;
  const finding = `Node ${version.slice(1)} runs this`;
  return Number.parseInt(process.versions.node) >= oldestNode
    ? { ok: true, finding }
    : { ok: false, finding, help: `Install Node ${oldestNode} or later.` };
}

/**
 * @param {Project} project
 * @returns {Report}
 */
export function folderReport(project) {
  const probe = join(project.cache, `doctor-${process.pid}`);
  try {
    mkdirSync(project.cache, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
    return { ok: true, finding: project.root };
  } catch (error) {
    return {
      ok: false,
      finding: /** @type {Error} */ (error).message,
      help: 'Make yourself the owner of the project folder, or clone it to a folder that you may write to.',
    };
  }
}

/**
 * @param {Project} project
 * @returns {Report}
 */
export function diskReport(project) {
  const { bavail, bsize } = statfsSync(project.root);
  const gigabytes = (bavail * bsize) / 1e9;
  const finding = `${gigabytes.toFixed(1)} GB free`;
  return gigabytes >= neededGigabytes
    ? { ok: true, finding }
    : { ok: false, finding, help: `Free ${neededGigabytes} GB of disk space.` };
}

/**
 * Whether the port that a command tries first is free, or which one it will
 * take.
 * @param {number} first 0 for any free one
 * @param {string} command what a person types: `npm start`
 * @returns {Promise<Report>}
 */
export async function portReport(first, command) {
  if (first === 0) return { ok: true, finding: 'any free one' };
  const port = await findFreePort(first);
  if (port === first) return { ok: true, finding: `${first} is free` };
  if (port !== undefined) {
    return {
      ok: true,
      finding: `${first} is in use, so ${command} will use ${port}`,
      help: `Open the address that ${command} prints.`,
    };
  }
  return {
    ok: false,
    finding: `${first} and the hundred after it are in use`,
    help: `Choose another: ${command} -- --port NUMBER.`,
  };
}

/**
 * How late timers fire: the lab's delays and every chart depend on them.
 * @returns {Promise<Report>}
 */
export async function timerReport() {
  const lateMs = [];
  for (let count = 0; count < timerCount; count++) {
    const start = performance.now();
    await sleep(timerMs);
    lateMs.push(performance.now() - start - timerMs);
  }
  lateMs.sort((one, other) => one - other);
  const p95Ms = lateMs[Math.floor(timerCount * 0.95)] ?? 0;
  const finding = `of timers of ${timerMs} ms, 95 % are at most ${p95Ms.toFixed(1)} ms late`;
  return p95Ms <= toleratedLatenessMs
    ? { ok: true, finding }
    : {
        ok: false,
        finding,
        help: 'Measured times will be too high: close other programs, and plug in the power supply.',
      };
}
