/** A timer of this many milliseconds is asked for, again and again. */
const tickMs = 5;
/** On a calm machine a timer is hardly ever later than this. */
const lateMs = 25;
const calmTicks = 2;
const mostTicks = 20;

/**
 * Waits until timers come when they should, for a tenth of a second at most:
 * what an earlier cell, or the compiler, left to do would otherwise be seen as
 * the measured work's.
 * @param tick waits for a timer and gives how late it was, in milliseconds
 * @returns whether the machine became calm
 */
export async function waitForCalm(tick = lateTick): Promise<boolean> {
  let calm = 0;
  for (let count = 0; count < mostTicks && calm < calmTicks; count += 1) {
    calm = (await tick()) < lateMs ? calm + 1 : 0;
  }
  return calm >= calmTicks;
}

async function lateTick(): Promise<number> {
  const askedMs = performance.now();
  await new Promise((resolve) => setTimeout(resolve, tickMs));
  return performance.now() - askedMs - tickMs;
}

const busyWords =
  'Your machine is busy: timers came late before this was measured, so its ' +
  'figures, and those of the next cells, are rough. Close what else is running, ' +
  'or wait a little, and run the cell again.';

/**
 * Returns a function that gives, for a machine that is not calm, the sentence
 * that says so: the first time only.
 */
export function createBusyRemark(): (isCalm: boolean) => string {
  let isSaid = false;
  return (isCalm) => {
    if (isCalm || isSaid) return '';
    isSaid = true;
    return busyWords;
  };
}
