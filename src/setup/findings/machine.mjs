import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @import { Project } from '../project.mjs'
 * @import { Report } from './checks.mjs'
 */

const oldestNode = 20;
const neededGigabytes = 1;
const usualPort = 8888;
const timerMs = 10;
const timerCount = 40;
/** A timer that is later than this shows in the lessons' figures. */
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
  return gigabytes >= neededGigabytes
    ? { ok: true, finding }
    : { ok: false, finding, help: `Free ${neededGigabytes} GB.` };
}

/** @returns {Promise<Report>} */
export async function portReport() {
  const server = createServer();
  /** @type {Promise<boolean>} */
  const listening = new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(usualPort, '127.0.0.1', () => {
      resolve(true);
    });
  });
  const free = await listening;
  server.close();
  return free
    ? { ok: true, finding: `${usualPort} is free` }
    : {
        ok: true,
        finding: `${usualPort} is taken; npm start will take the next one`,
      };
}

/**
 * How late timers fire: the lab's delays and every chart rest on them.
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
  const finding = `a timer of ${timerMs} ms is late by ${p95Ms.toFixed(1)} ms (p95)`;
  return p95Ms <= toleratedLatenessMs
    ? { ok: true, finding }
    : {
        ok: false,
        finding,
        help: 'Figures will come out too high: close other programs, plug the power in.',
      };
}
