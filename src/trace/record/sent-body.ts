/** What undici's events call a request, as far as its body goes. */
export interface SentBody {
  readonly method: string;
  readonly body: unknown;
  /** Of a content-length header that the caller gave. */
  readonly contentLength: number | null;
}

/** Methods whose request has a body by their meaning. */
const methodsWithBody = new Set([
  'PUT',
  'POST',
  'PATCH',
  'QUERY',
  'PROPFIND',
  'PROPPATCH',
]);

/**
 * The header by which HTTP/1.1 says how long the body is, as undici sends it
 * after those that its event reports; empty if there is none. Undefined as long
 * as it is not known: undici sends the head of a stream's request with the first
 * chunk, and a stream may turn out to have none.
 */
export function lengthHeader(request: SentBody): string | undefined {
  const { body, contentLength } = request;
  if (body === null) return withoutBody(request);
  const bytes = body instanceof Uint8Array ? body.byteLength : sizeOf(body);
  if (bytes === 0) return withoutBody(request);
  if (bytes !== undefined) return `content-length: ${bytes}\r\n`;
  return contentLength === 0 ? withoutBody(request) : undefined;
}

/** A blob, which undici too tells by its class. */
function sizeOf(body: unknown): number | undefined {
  return body instanceof Blob ? body.size : undefined;
}

/** The same for a request whose stream has given its first chunk. */
export function lengthHeaderOfStream({ contentLength }: SentBody): string {
  return contentLength === null
    ? 'transfer-encoding: chunked\r\n'
    : `content-length: ${contentLength}\r\n`;
}

/** The same for a request that has no body after all. */
export function withoutBody({ method }: SentBody): string {
  return methodsWithBody.has(method) ? 'content-length: 0\r\n' : '';
}
