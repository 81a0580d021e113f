import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SiteModel } from '../model.ts';

/** In the order in which they take their ports. */
export const siteNames = ['pokemon', 'conference', 'years'] as const;

export type SiteName = (typeof siteNames)[number];

/** A place on the lab's web: one file each in this folder. */
export interface Site {
  readonly name: SiteName;
  /** A sentence for the lab's front page. */
  readonly summary: string;
  /** Paths worth a look, for the lab's front page. */
  readonly examplePaths: readonly string[];
  /** What its connections and requests cost unless the caller says else. */
  readonly model: SiteModel;
  /** Answers a request whose delay is over. */
  handle(exchange: Exchange): void;
}

/** One request and its way back. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: Target;
  /** Go with any answer. */
  readonly headers: Record<string, string>;
  /** Sends the whole answer and counts it. */
  reply(answer: Answer): void;
}

/** What was asked for. */
export interface Target {
  /** Scheme and host as the client knows them, for links in bodies. */
  readonly origin: string;
  /** Begins with a slash; percent signs are as they came. */
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function htmlAnswer(body: string, status = 200): Answer {
  return { status, type: 'text/html; charset=utf-8', body };
}

export function jsonAnswer(value: unknown): Answer {
  const type = 'application/json; charset=utf-8';
  return { status: 200, type, body: JSON.stringify(value) };
}

export function textAnswer(body: string, status = 200): Answer {
  return { status, type: 'text/plain; charset=utf-8', body };
}

export const notFound = textAnswer('Not Found', 404);

const readOnly: Answer = {
  ...textAnswer('Method Not Allowed', 405),
  headers: { allow: 'GET, HEAD' },
};

/** A site whose answers depend on nothing but what is asked for. */
export function createPureSite(
  site: Omit<Site, 'handle'> & { answer: (target: Target) => Answer },
): Site {
  const { answer, ...rest } = site;
  return {
    ...rest,
    handle(exchange) {
      const { method = '' } = exchange.request;
      const isRead = method === 'GET' || method === 'HEAD';
      exchange.reply(isRead ? answer(exchange.target) : readOnly);
    },
  };
}
