import type { Summary } from '../trace/analyse/summarise.ts';

/** A learner's guess at any of a summary's numbers. */
export type Guess = Readonly<Partial<Record<keyof Summary, number>>>;

/** One guessed number and what was measured. */
export interface PredictionResult {
  readonly what: string;
  readonly guessed: string;
  readonly measured: string;
  readonly comment: string;
}

interface Quantity {
  readonly what: string;
  readonly unit: string;
}

const quantities: Readonly<Record<keyof Summary, Quantity>> = {
  seconds: { what: 'duration', unit: ' s' },
  requests: { what: 'requests', unit: '' },
  failures: { what: 'failures', unit: '' },
  connections: { what: 'connections', unit: '' },
  peakInFlight: { what: 'most in flight at once', unit: '' },
  p50Ms: { what: 'half of the requests within', unit: ' ms' },
  p95Ms: { what: '95 % of the requests within', unit: ' ms' },
  heartbeatMaxGapMs: { what: 'longest stall of the loop', unit: ' ms' },
};

/**
 * The quantities that a guess names, in words.
 * @throws RangeError where the guess names anything else
 */
export function describeGuess(guess: Guess): string {
  return entriesOf(guess)
    .map(([key, value]) => `${quantities[key].what}: ${format(key, value)}`)
    .join(', ');
}

/** Compares each guessed number with the measured one. */
export function comparePrediction(
  guess: Guess,
  summary: Summary,
): PredictionResult[] {
  return entriesOf(guess).map(([key, guessed]) => ({
    what: quantities[key].what,
    guessed: format(key, guessed),
    measured: format(key, summary[key]),
    comment: commentOn(guessed, summary[key]),
  }));
}

function entriesOf(guess: Guess): [keyof Summary, number][] {
  return Object.entries(guess).map(([key, value]) => {
    if (!Object.hasOwn(quantities, key) || !Number.isFinite(value)) {
      const known = Object.keys(quantities).join(', ');
      throw new RangeError(
        `A prediction is a number for one of these: ${known}. Look at the spelling of "${key}", and that its value is a number.`,
      );
    }
    return [key as keyof Summary, value];
  });
}

function commentOn(guessed: number, measured: number): string {
  if (guessed === measured) return 'exactly';
  if (guessed <= 0 || measured <= 0) return 'it differs';
  const times = Math.max(measured / guessed, guessed / measured);
  if (times <= 1.2) return 'close';
  const factor = times < 10 ? times.toFixed(1) : times.toFixed(0);
  return `${factor} times too ${guessed > measured ? 'high' : 'low'}`;
}

function format(key: keyof Summary, value: number): string {
  const { unit } = quantities[key];
  const digits = unit === ' s' ? 2 : 0;
  return `${Number(value.toFixed(digits))}${unit}`;
}
