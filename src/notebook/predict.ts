import type { Measurement } from './measurement.ts';
import { wordsOutput } from './outputs.ts';
import {
  comparePrediction,
  describeGuess,
  type Guess,
  type PredictionResult,
} from './prediction.ts';
import { publish } from './publish.ts';

const guesses = new Map<string, Guess>();

/**
 * Notes your guess at what the timing cell of this name will measure. That cell
 * then shows guess and measurement side by side:
 * `predict('pooled', { seconds: 8 })`.
 * @throws RangeError when the guess names anything but a number of `Summary`
 */
export function predict(name: string, guess: Guess): void {
  const words = describeGuess(guess);
  guesses.set(name, guess);
  publish(wordsOutput(`Noted for “${name}”: ${words}.`));
}

/** How the guess at this measurement turned out; empty without a guess. */
export function predictionResultsFor(
  measurement: Measurement,
): PredictionResult[] {
  const guess = guesses.get(measurement.name);
  return guess ? comparePrediction(guess, measurement) : [];
}
