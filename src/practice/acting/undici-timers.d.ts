/** A part of undici that has no types: the clock of its own timeouts. */
declare module 'undici/lib/util/timers.js' {
  const timers: {
    /** Moves that clock on, and ends the timeouts that are over then. */
    tick(ms: number): void;
  };
  export default timers;
}
