import type { Dispatcher } from 'undici';
import { decodeHeader } from '../../command/charset.ts';

type Headers = Parameters<
  NonNullable<Dispatcher.DispatchHandler['onResponseStart']>
>[2];

/**
 * Decodes the target of a redirect before undici follows it: many servers write
 * it in UTF-8, which undici would take for other letters.
 */
export const decodeLocation: Dispatcher.DispatcherComposeInterceptor =
  (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (...args) => handler.onRequestStart?.(...args),
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart(controller, status, headers, message) {
        const decoded = withDecodedLocation(headers);
        handler.onResponseStart?.(controller, status, decoded, message);
      },
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (...args) => handler.onResponseError?.(...args),
      onResponseStarted: () => handler.onResponseStarted?.(),
      onBodySent: (chunk) => handler.onBodySent?.(chunk),
      onRequestSent: () => handler.onRequestSent?.(),
    });

function withDecodedLocation(headers: Headers): Headers {
  const { location } = headers;
  return typeof location === 'string'
    ? { ...headers, location: decodeHeader(location) }
    : headers;
}
