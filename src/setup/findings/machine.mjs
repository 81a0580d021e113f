import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @import { Project } from '../project.mjs'
 * @import { Report } from './checks.mjs'
 */

const OLDEST_NODE = 20;
const NEEDED_GIGABYTES = 1;
const USUAL_PORT = 8888;
const TIMER_MS = 10;
const TIMER_COUNT = 40;
/** A timer that is later than this shows in the lessons' figures. */
const TOLERATED_LATENESS_MS = 5;

/** @returns {Report} */
export function nodeReport() {
  const { version } = process;
  const finding = `Node ${version.slice(1)} runs this`;
  return Number.parseInt(process.versions.node) >= OLDEST_NODE
    ? { ok: true, finding }
    : { ok: false, finding, help: `Install Node ${OLDEST_NODE} or later.` };
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
      help: 'Make the project folder your own, or clone it to where you may write.',
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
  return gigabytes >= NEEDED_GIGABYTES
    ? { ok: true, finding }
    : { ok: false, finding, help: `Free ${NEEDED_GIGABYTES} GB.` };
}

/** @returns {Promise<Report>} */
export async function portReport() {
  const server = createServer();
  /** @type {Promise<boolean>} */
  const listening = new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(USUAL_PORT, '127.0.0.1', () => {
      resolve(true);
    });
  });
  const free = await listening;
  server.close();
  return free
    ? { ok: true, finding: `${USUAL_PORT} is free` }
    : {
        ok: true,
        finding: `${USUAL_PORT} is taken; npm start will take the next one`,
      };
}

/**
 * How late timers fire: the lab's delays and every chart rest on them.
 * @returns {Promise<Report>}
 */
export async function timerReport() {
  const lateMs = [];
  for (let count = 0; count < TIMER_COUNT; count++) {
    const start = performance.now();
    await sleep(TIMER_MS);
    lateMs.push(performance.now() - start - TIMER_MS);
  }
  lateMs.sort((one, other) => one - other);
  const p95Ms = lateMs[Math.floor(TIMER_COUNT * 0.95)] ?? 0;
  const finding = `a timer of ${TIMER_MS} ms is late by ${p95Ms.toFixed(1)} ms (p95)`;
  return p95Ms <= TOLERATED_LATENESS_MS
    ? { ok: true, finding }
    : {
        ok: false,
        finding,
        help: 'Figures will come out too high: close other programs, plug the power in.',
      };
}
