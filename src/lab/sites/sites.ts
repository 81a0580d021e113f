import { accounts } from './accounts.ts';
import { conference } from './conference.ts';
import { echo } from './echo.ts';
import { faults } from './faults.ts';
import { limited } from './limited.ts';
import { pokemon } from './pokemon.ts';
import { proxy } from './proxy.ts';
import { http2, https } from './secure.ts';
import type { Site } from './site.ts';
import { sockets } from './sockets.ts';
import { streams } from './streams.ts';
import { years } from './years.ts';

/** All sites, in the order in which they take their ports. */
export const sites: readonly Site[] = [
  pokemon,
  conference,
  years,
  faults,
  streams,
  limited,
  accounts,
  sockets,
  proxy,
  https,
  http2,
  echo,
];
