/** In the order in which they take their ports. */
export const siteNames = [
  'pokemon',
  'conference',
  'years',
  'faults',
  'streams',
  'limited',
  'accounts',
  'sockets',
  'proxy',
  'https',
  'http2',
  'echo',
] as const;

export type SiteName = (typeof siteNames)[number];
