export { renderComparisonText } from './text-comparison.ts';
export { renderSweepText } from './text-sweep.ts';
export { renderWaterfallText } from './text-waterfall.ts';
