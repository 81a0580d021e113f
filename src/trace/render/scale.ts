import { clamp } from '../clamp.ts';

/** A mapping from a quantity to pixels. */
export interface Scale {
  (value: number): number;
  readonly from: number;
  readonly to: number;
}

/** Spreads `from…to` evenly over pixels; values outside stay at the edges. */
export function linearScale(
  from: number,
  to: number,
  fromPx: number,
  toPx: number,
): Scale {
  const span = to - from || 1;
  const position = (value: number) =>
    fromPx + clamp((value - from) / span, 0, 1) * (toPx - fromPx);
  return Object.assign(position, { from, to });
}

/** Gives every doubling the same number of pixels; `from` must be above 0. */
export function logScale(
  from: number,
  to: number,
  fromPx: number,
  toPx: number,
): Scale {
  const linear = linearScale(Math.log(from), Math.log(to), fromPx, toPx);
  const position = (value: number) =>
    linear(Math.log(Math.max(value, Number.MIN_VALUE)));
  return Object.assign(position, { from, to });
}

/**
 * Round numbers from 0 up to `to`, at most `most` + 1 of them, with a step of
 * 1, 2 or 5 times a power of ten.
 */
export function ticks(to: number, most: number): number[] {
  return ticksBetween(0, to, most);
}

/** The smallest of 1, 2 or 5 times a power of ten that is not below `least`. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((each) => each * power >= least - 1e-12) ?? 10;
  return factor * power;
}

/** Ticks of a time axis, in milliseconds, with the words under them. */
interface TimeTick {
  readonly ms: number;
  readonly words: string;
}

/** Milliseconds below two seconds, seconds from there on. */
export function timeTicks(toMs: number, most = 7, fromMs = 0): TimeTick[] {
  const inSeconds = toMs >= 2000;
  const unit = inSeconds ? 's' : 'ms';
  const unitMs = inSeconds ? 1000 : 1;
  return ticksBetween(fromMs / unitMs, toMs / unitMs, most).map((value) => ({
    ms: value * unitMs,
    words: value === 0 ? '0' : `${value} ${unit}`,
  }));
}

/** The round numbers from `from` up to `to`, at most `most` + 1 of them. */
function ticksBetween(from: number, to: number, most: number): number[] {
  if (!(to > from) || !Number.isFinite(to)) return [from];
  const step = roundStep((to - from) / most);
  const first = Math.ceil(from / step - 1e-9);
  const length = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
