/** How a trace is played: `5s` is all of it in five seconds. */
export type Pace = '0.1' | '1' | '5s';

const wholeMs = 5000;
/** Where motion is not wanted, a replay goes in as many steps. */
const steps = 20;

/** Moves an instant through a time, until it is stopped or at the end. */
export interface Player {
  readonly isPlaying: boolean;
  /** Plays from an instant to the end of the time. */
  play(fromMs: number, lengthMs: number, pace: Pace): void;
  stop(): void;
}

/** @param onMove called with each instant, and at last when it has ended */
export function createPlayer(
  onMove: (ms: number, isPlaying: boolean) => void,
): Player {
  let frame: number | undefined;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;

  function stop(): void {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
  }

  return {
    get isPlaying() {
      return frame !== undefined;
    },
    play(fromMs, lengthMs, pace) {
      stop();
      const rate = pace === '5s' ? lengthMs / wholeMs : Number(pace);
      const startedAtMs = performance.now();
      const stepMs = isCalm ? lengthMs / steps : 0;
      const move = () => {
        const elapsedMs = (performance.now() - startedAtMs) * rate;
        const ms = Math.min(lengthMs, fromMs + elapsedMs);
        const isOver = ms >= lengthMs;
        frame = isOver ? undefined : requestAnimationFrame(move);
        onMove(
          stepMs === 0 || isOver ? ms : Math.floor(ms / stepMs) * stepMs,
          !isOver,
        );
      };
      frame = requestAnimationFrame(move);
    },
    stop,
  };
}
