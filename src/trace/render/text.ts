export { renderComparisonText } from './text-comparison.ts';
export { renderSweepText } from './text-sweep.ts';
export { renderWaterfallText } from './text-waterfall.ts';
export type { TextOptions } from './text-style.ts';
