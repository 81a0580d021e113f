import { pokemon } from './pokemon.ts';
import type { Site } from './site.ts';

/** The Pokémon again, at the same pace, but under TLS. */
export const https: Site = {
  ...pokemon,
  name: 'https',
  summary: 'The Pokémon over HTTPS, with HTTP/1.1 only',
  tls: 'http1',
};

/** Here a client may choose; one that can will choose HTTP/2. */
export const http2: Site = {
  ...pokemon,
  name: 'http2',
  summary: 'The Pokémon over HTTPS, with HTTP/2 or HTTP/1.1',
  tls: 'http2',
};
