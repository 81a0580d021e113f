import { createDueQueue, type Due } from './due-queue.ts';
import { createLatency } from './latency.ts';
import type { SiteModel } from './model.ts';

/** What `idealSeconds` plays through. */
export interface Plan {
  /**
   * How many requests. A list is steps, each of which waits for the whole step
   * before it: `[1, 28]` is an index and then its pages.
   */
  readonly requests: number | readonly number[];
  /** How many connections are opened in all. */
  readonly connections: number;
  /** The most requests in flight at once; unlimited by default. */
  readonly inFlight?: number;
  /** Multiplies every delay. */
  readonly scale: number;
}

interface Event extends Due {
  readonly run: () => void;
}

/**
 * Returns the seconds that a plan takes at a site if nothing but the model's
 * delays took any time: they are played through on a virtual clock, with the
 * lab's own reservations. A request takes an idle connection, or opens one
 * while fewer are open than planned, or waits. It opens a new one even if one
 * is idle where otherwise fewer would be opened than planned; so 150 connections
 * for 150 requests means a new one each, even with one in flight at a time.
 * @throws RangeError for a plan that could never end
 */
export function idealSeconds(model: SiteModel, plan: Plan): number {
  checkPlan(plan);
  const { inFlight = Infinity, scale } = plan;
  const steps = [plan.requests].flat();
  const pool = createPlannedPool(plan.connections, sum(steps));
  const latency = createLatency({ model, scale });
  const events = createDueQueue<Event>();
  let nowMs = 0;
  let waiting = 0;
  let flying = 0;

  function sendWhatCanBe(): void {
    if (waiting + flying === 0) waiting = steps.shift() ?? 0;
    while (waiting > 0 && flying < inFlight && pool.hasRoom()) {
      waiting -= 1;
      flying += 1;
      const openMs = pool.take() ? latency.connectionTurn(nowMs).dueMs : nowMs;
      events.push({ dueMs: openMs, run: ask });
    }
  }

  function ask(): void {
    events.push({ dueMs: latency.requestTurn(nowMs).dueMs, run: end });
  }

  function end(): void {
    flying -= 1;
    pool.giveBack();
    sendWhatCanBe();
  }

  sendWhatCanBe();
  for (let event = events.pop(); event; event = events.pop()) {
    nowMs = event.dueMs;
    event.run();
  }
  return nowMs / 1000;
}

/** Only counts connections: it makes no difference which one is used. */
function createPlannedPool(connections: number, requests: number) {
  let toOpen = connections;
  let toCarry = requests;
  let idle = 0;
  return {
    hasRoom: () => idle + toOpen > 0,
    /** Takes a connection; true if it is a new one. */
    take(): boolean {
      const isNew = idle === 0 || toOpen >= toCarry;
      if (isNew) toOpen -= 1;
      else idle -= 1;
      toCarry -= 1;
      return isNew;
    },
    giveBack(): void {
      idle += 1;
    },
  };
}

function checkPlan({ connections, inFlight = Infinity, scale }: Plan): void {
  if (connections >= 1 && inFlight >= 1 && scale > 0) return;
  throw new RangeError(
    `A plan with ${connections} connections, ${inFlight} requests in flight ` +
      `and a scale of ${scale} would never end.`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
