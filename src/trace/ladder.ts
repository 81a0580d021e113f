/**
 * The ladder: the five ways of making 150 requests that lessons, slides and the
 * race command compare, slowest first. Figures give each the palette's colour
 * in this order.
 */
export const ladderNames = [
  'blocking',
  'sequential',
  'pooled',
  'unbounded',
  'bounded',
] as const;

export type RungName = (typeof ladderNames)[number];
