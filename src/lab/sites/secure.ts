import { pokemon } from './pokemon.ts';
import type { Site } from './site.ts';

/** The Pokémon again, with the same delays, but under TLS. */
export const https: Site = {
  ...pokemon,
  name: 'https',
  summary: 'The Pokémon over HTTPS, with HTTP/1.1 only',
  tls: 'http1',
};

/** The client chooses the version; one that supports HTTP/2 chooses that. */
export const http2: Site = {
  ...pokemon,
  name: 'http2',
  summary: 'The Pokémon over HTTPS, with HTTP/2 or HTTP/1.1',
  tls: 'http2',
};
