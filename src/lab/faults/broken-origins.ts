/** Addresses at which a request fails before any server could answer it. */
export const brokenOrigins = [
  'closed',
  'unknown',
  'untrusted',
  'expired',
] as const;

export type BrokenOrigin = (typeof brokenOrigins)[number];
