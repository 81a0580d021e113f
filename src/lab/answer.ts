import type { IncomingMessage } from 'node:http';

/** A whole answer, before it is sent. */
export interface Answer {
  readonly status: number;
  /** Its content type. */
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer with a page of HTML. */
export function htmlAnswer(body: string, status = 200): Answer {
  return { status, type: 'text/html; charset=utf-8', body };
}

/** An answer with a value as JSON. */
export function jsonAnswer(value: unknown, status = 200): Answer {
  const type = 'application/json; charset=utf-8';
  return { status, type, body: JSON.stringify(value) };
}

/** An answer with plain text. */
export function textAnswer(body: string, status = 200): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

export const badRequest = textAnswer('Bad Request', 400);

export const notFound = textAnswer('Not Found', 404);

/** The methods of a page that cannot be changed. */
export const readMethods = 'GET, HEAD';

/** Says which methods are allowed here: `GET, HEAD`. OPTIONS always is. */
export function methodNotAllowed(allowed: string): Answer {
  const headers = { allow: `${allowed}, OPTIONS` };
  return { ...textAnswer('Method Not Allowed', 405), headers };
}

export const readOnly = methodNotAllowed(readMethods);

/** What a browser hears that asks, for a page of another site, what it may do. */
export function optionsAnswer(
  { headers }: IncomingMessage,
  allowed: string,
): Answer {
  const wanted = headers['access-control-request-headers'];
  return {
    ...textAnswer('', 204),
    headers: {
      allow: `${allowed}, OPTIONS`,
      'access-control-allow-methods': allowed,
      'access-control-allow-headers': wanted ?? '*',
      'access-control-max-age': '86400',
    },
  };
}

/** Whether a request only reads. */
export function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}
