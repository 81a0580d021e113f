import {
  renderTimeline,
  timelineWords,
  type Strips,
} from '../trace/render/timeline.ts';
import { publish } from './publish.ts';

/** What is said of a timeline. */
export interface TimelineOptions {
  /** Its title; by default the names of its strips. */
  readonly name?: string;
  /** What amounts are counted in, such as `MB`; nothing by default. */
  readonly unit?: string;
}

/**
 * Shows what happened when, in strips on one time axis: each strip is a list of
 * moments in milliseconds, which are counted, or of pairs of a moment and an
 * amount, which holds until the next.
 */
export function timeline(strips: Strips, options: TimelineOptions = {}): void {
  publish({
    html: renderTimeline(strips, options),
    text: timelineWords(strips, options.unit),
  });
}
