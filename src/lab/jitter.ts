/** Returns the factor for the next parallel part. */
type Jitter = () => number;

/**
 * Factors spread evenly over `1 - amount` … `1 + amount`, the same sequence
 * for the same seed. With an amount of 0 every factor is 1.
 */
export function createJitter(amount: number, seed: number): Jitter {
  const random = createRandom(seed);
  return () => 1 + amount * (2 * random() - 1);
}

/**
 * Numbers from 0 up to 1, the same sequence for the same seed. This is
 * Mulberry32 by Tommy Ettinger (public domain): 32 bits of state, plenty for
 * spreading delays, but not suitable for secrets.
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
