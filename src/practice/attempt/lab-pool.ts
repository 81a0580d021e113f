import { setTimeout as sleep } from 'node:timers/promises';
import {
  startUnsharedLab,
  type Lab,
  type LabOptions,
  type SiteStats,
} from '../../lab/lab.ts';
import { createPatience } from '../acting/patience.ts';

/** Labs that are kept for their next use, because opening one takes a while. */
export interface LabPool {
  /** Gives a lab with these options that has no other user. */
  take(options: LabOptions): Promise<Lab>;
  /** Keeps the lab for its next use, once it has no clients left. */
  giveBack(lab: Lab, options: LabOptions): Promise<void>;
  close(): Promise<void>;
}

/** Enough for the runs of two exercises. */
const idleKept = 6;

/** How long the connections of a killed process may take to end. */
const timeoutMs = 2000;

/** Returns a pool, which must be closed. */
export function createLabPool(): LabPool {
  let idle: { readonly key: string; readonly lab: Lab }[] = [];

  return {
    async take(options) {
      const key = JSON.stringify(options);
      const found = idle.find((one) => one.key === key);
      idle = idle.filter((one) => one !== found);
      return found?.lab ?? startUnsharedLab(options);
    },
    async giveBack(lab, options) {
      if (!(await hasNoClients(lab))) return lab.close();
      await lab.reset();
      idle.push({ key: JSON.stringify(options), lab });
      if (idle.length > idleKept) await idle.shift()?.lab.close();
    },
    async close() {
      const all = idle;
      idle = [];
      await Promise.all(all.map(({ lab }) => lab.close()));
    },
  };
}

/** True as soon as no connection is open; false if one still is at the timeout. */
async function hasNoClients(lab: Lab): Promise<boolean> {
  const patience = createPatience(timeoutMs);
  while (patience.remainingMs() > 0) {
    const seen = Object.values(await lab.stats()) as SiteStats[];
    if (seen.every((stats) => stats.connectionsOpen === 0)) return true;
    await sleep(5);
  }
  return false;
}
