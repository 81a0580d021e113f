import { duration } from '../../trace/render/words.ts';
import { canDraw, createScreen } from '../../command/screen.ts';
import type { Frontier } from './frontier.ts';
import type { Output } from './output.ts';

/** Often enough to look alive. */
const frameIntervalMs = 200;

/** Returns the progress of a crawl in one line. */
function renderProgress(frontier: Frontier, seconds: number): string {
  const { read, known, begun, over, unanswered } = frontier;
  const inFlight = begun - over;
  const waiting = known.size - read.size - unanswered.size - inFlight;
  const failed = unanswered.size > 0 ? `, ${unanswered.size} failed` : '';
  return (
    `${read.size} read${failed}, ${inFlight} in flight, ` +
    `${Math.max(0, waiting)} waiting, ${duration(seconds * 1000)}`
  );
}

/** Draws the progress in a terminal until the returned function is called. */
export function drawProgress(
  frontier: Frontier,
  { isShown }: Output,
): () => void {
  if (isShown || !canDraw(process.stderr, 1)) return () => undefined;
  const screen = createScreen(process.stderr);
  const startedMs = performance.now();
  const timer = setInterval(() => {
    const seconds = (performance.now() - startedMs) / 1000;
    const line = renderProgress(frontier, seconds);
    screen.draw([line.slice(0, screen.columns - 1)]);
  }, frameIntervalMs);
  return () => {
    clearInterval(timer);
    screen.clear();
  };
}
