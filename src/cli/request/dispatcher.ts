import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Agent, H2CClient, interceptors, Pool, type Dispatcher } from 'undici';
import { decodeLocation } from './decode-location.ts';
import { mostRedirects, type RequestOptions } from './options.ts';

/**
 * Returns a dispatcher that follows redirects and offers HTTP/2, if the options
 * say so. An `http:` server cannot be asked whether it speaks HTTP/2, so there
 * HTTP/2 is used at once ("prior knowledge", RFC 9113, section 3.3).
 */
export function createDispatcher({
  follow,
  http2,
}: Pick<RequestOptions, 'follow' | 'http2'>): Dispatcher {
  const agent = new Agent({
    allowH2: http2,
    connect: { preferH2: http2 },
    factory: (origin, options) =>
      http2 && new URL(origin).protocol === 'http:'
        ? new H2CClient(origin)
        : new Pool(origin, options),
  });
  if (!follow) return agent;
  return agent.compose(
    decodeLocation,
    interceptors.redirect({
      maxRedirections: mostRedirects,
      throwOnMaxRedirect: true,
    }),
  );
}

/** Which version of HTTP is used with which server. */
export interface Protocols {
  /** `HTTP/1.1` or `HTTP/2`. */
  of(origin: string): string;
  /** Stops listening. */
  stop(): void;
}

/** Subscribes to undici's connections, because its answers do not say it. */
export function watchProtocols(): Protocols {
  const versions = new Map<string, string | undefined>();
  const listen = (message: unknown) => {
    const { connectParams } = message as ConnectedMessage;
    const { protocol, host, version } = connectParams;
    versions.set(`${protocol}//${host}`, version);
  };
  subscribe('undici:client:connected', listen);
  return {
    of: (origin) => (versions.get(origin) === 'h2' ? 'HTTP/2' : 'HTTP/1.1'),
    stop() {
      unsubscribe('undici:client:connected', listen);
    },
  };
}

/** undici's own types do not have the version. */
interface ConnectedMessage {
  readonly connectParams: {
    readonly protocol: string;
    readonly host: string;
    readonly version?: string;
  };
}
