import { escapeText } from '../trace/render/svg.ts';
import { publishInPlace, type Output } from './publish.ts';

/** A bar under the running cell that grows as work is done. */
export interface Progress {
  /** So much more is done: bytes, rows, whatever the total counts. */
  advance(amount: number): void;
  /** Shows where it ended, which may be short of the total. */
  finish(): void;
}

/** As often as an eye can follow; drawing at each chunk would cost more. */
const frameIntervalMs = 100;

/**
 * Shows a progress bar, replaced in place as it grows; in a terminal, only its
 * end. It runs no timer: it is drawn where work advances, or not at all.
 * @param now in milliseconds; only differences matter
 * @throws RangeError where the total is not above 0
 */
export function progress(
  label: string,
  total: number,
  now: () => number = () => performance.now(),
): Progress {
  if (!(total > 0 && Number.isFinite(total))) {
    throw new RangeError(`total must be a number above 0, but is ${total}.`);
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
