import { once } from 'node:events';

/** A request to end, by Ctrl-C or by the program that started this one. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The exit code for the signal that came; undefined if none did. */
  exitCode(): number | undefined;
  /** Lets Node handle signals again. */
  stop(): void;
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Handles signals until `stop`, so that the command can clean up first. A
 * second signal changes nothing: a shell may send Ctrl-C both to a command and
 * to its parent, which forwards it.
 */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode: number | undefined;
  const stops = Object.entries(exitCodes).map(([name, code]) => {
    const listen = () => {
      exitCode ??= code;
      controller.abort();
    };
    process.on(name, listen);
    return () => process.off(name, listen);
  });
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Waits until the signal is aborted. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
