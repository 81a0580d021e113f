import { clamp } from '../../trace/clamp.ts';
import {
  barText,
  styled,
  type TextOptions,
} from '../../trace/render/text-style.ts';
import { duration, size } from '../../trace/render/words.ts';

/** The progress of a download. */
export interface Progress {
  readonly bytes: number;
  /** Undefined if the server does not say. */
  readonly totalBytes: number | undefined;
  readonly seconds: number;
}

const widestBar = 40;
const narrowestBar = 5;

/** Returns one line, always narrower than the screen. */
export function renderProgress(
  progress: Progress,
  screen: Required<TextOptions>,
): string {
  const words = wordsOf(progress);
  const room = screen.columns - 1;
  const width = Math.min(widestBar, room - words.length - 2);
  if (progress.totalBytes === undefined || width < narrowestBar) {
    return words.slice(0, room);
  }
  const share = clamp(progress.bytes / (progress.totalBytes || 1), 0, 1);
  const full = barText(share * width);
  const rest = '░'.repeat(Math.max(0, width - full.length));
  return `${styled(full, 'green', screen)}${rest}  ${words}`;
}

function wordsOf({ bytes, totalBytes, seconds }: Progress): string {
  const bytesPerSecond = seconds > 0 ? bytes / seconds : 0;
  const speed = `${size(bytesPerSecond)}/s`;
  if (totalBytes === undefined) return `${size(bytes)}, ${speed}`;
  const percent = Math.floor((bytes / (totalBytes || 1)) * 100);
  const secondsLeft = (totalBytes - bytes) / bytesPerSecond;
  const isKnown = secondsLeft > 0 && Number.isFinite(secondsLeft);
  const left = isKnown ? `, ${duration(secondsLeft * 1000)} left` : '';
  const share = `${percent} %  ${size(bytes)} of ${size(totalBytes)}`;
  return `${share}, ${speed}${left}`;
}
