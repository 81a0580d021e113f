import type { Measurement } from './measurement.ts';
import { wordsOutput } from './outputs.ts';
import {
  describeGuess,
  judge,
  type Guess,
  type Verdict,
} from './prediction.ts';
import { publish } from './publish.ts';

const guesses = new Map<string, Guess>();

/**
 * Notes a guess at what the timing cell of this name will measure, which then
 * shows the two beside each other: `predict('pooled', { seconds: 8 })`.
 * @throws RangeError where the guess names no quantity of a measurement
 */
export function predict(name: string, guess: Guess): void {
  const words = describeGuess(guess);
  guesses.set(name, guess);
  publish(wordsOutput(`Noted for “${name}”: ${words}.`));
}

/** How the guess at this measurement turned out; empty where there was none. */
export function verdictsOn(measurement: Measurement): Verdict[] {
  const guess = guesses.get(measurement.name);
  return guess ? judge(guess, measurement) : [];
}
