import { once } from 'node:events';

/** What Ctrl-C, or whoever started this, wants ended. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The exit code that the signal asks for; undefined without one. */
  exitCode(): number | undefined;
  /** Leaves signals to Node again. */
  stop(): void;
}

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Takes signals as long as there is something to tidy up. A second one changes
 * nothing: a shell may well send Ctrl-C to a command and to its parent, which
 * passes it on.
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

/** Waits for that signal, if it is not there yet. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
