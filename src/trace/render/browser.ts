/** What a page needs to draw traces by itself: nothing here needs Node. */
export { traceUntil } from '../trace-until.ts';
export { summarise } from '../summarise.ts';
export type { Summary } from '../summarise.ts';
export type { Trace } from '../trace.ts';
export { renderComparison } from './comparison.ts';
export type { ComparedRun } from './compared-run.ts';
export type { FigureOptions, Room } from './frame.ts';
export { renderSweep } from './sweep.ts';
export type { SweepPoint } from './sweep-words.ts';
export { isRung, rungColours } from './theme.ts';
export type { RungName } from './theme.ts';
export {
  renderConnectionLanes,
  renderHeartbeat,
  renderTraceFigure,
  renderWaterfall,
} from './trace-figure.ts';
export { counted, duration, durationLike, ordinal } from './words.ts';
