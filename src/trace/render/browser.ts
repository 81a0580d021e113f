/** Everything a page needs to draw traces: nothing here needs Node. */
export { traceUntil } from '../analyse/trace-until.ts';
export type { Trace } from '../trace.ts';
export { comparedWords } from './compared-run.ts';
export type { ComparedRun, ComparedWords } from './compared-run.ts';
export type { FigureOptions, Room } from './frame.ts';
export { renderSweep } from './sweep.ts';
export type { SweepPoint } from './sweep-words.ts';
export { renderTraceFigure, renderWaterfall } from './trace-figure.ts';
export { counted, duration, ordinal } from './words.ts';
