import { escapeText } from '../trace/render/svg.ts';
import { publishInPlace, type Output } from './publish.ts';

/** A bar under the running cell that grows as work is done. */
export interface Progress {
  /** Adds to what is done, in the units of the total (bytes, rows …). */
  advance(amount: number): void;
  /** Shows the final state, even when it is short of the total. */
  finish(): void;
}

/** As quick as an eye can follow; drawing at each chunk would cost more. */
const frameIntervalMs = 100;

/**
 * Shows a progress bar that grows in place; a terminal shows only its end. It
 * has no timer: it is drawn only when the work advances.
 * @param total the amount of work, in any unit
 * @param now the time in milliseconds; only differences matter
 * @returns the bar; call its `advance` and, at the end, its `finish`
 * @throws RangeError when the total is not a number above 0
 */
export function progress(
  label: string,
  total: number,
  now: () => number = () => performance.now(),
): Progress {
  if (!(total > 0 && Number.isFinite(total))) {
    throw new RangeError(
      `The total of a progress bar must be a number above 0, but is ${total}.`,
    );
  }
  const place = publishInPlace();
  let done = 0;
  let drawnMs = now();
  place.update(progressOutput(label, done, total));
  return {
    advance(amount) {
      done += amount;
      if (now() - drawnMs < frameIntervalMs) return;
      drawnMs = now();
      place.update(progressOutput(label, done, total));
    },
    finish() {
      place.finish(progressOutput(label, done, total));
    },
  };
}

function progressOutput(label: string, done: number, total: number): Output {
  const percent = Math.floor((done / total) * 100);
  const text = `${label}: ${words(done)} of ${words(total)} (${percent} %)`;
  return {
    html: `<label><progress max="${total}" value="${done}"></progress> ${escapeText(text)}</label>`,
    text,
  };
}

function words(amount: number): string {
  return amount.toLocaleString('en');
}
