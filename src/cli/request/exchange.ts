import { request, type Dispatcher } from 'undici';
import { WorkError } from '../../command/options.ts';
import type { Header } from '../../trace/trace.ts';
import { openBody, type Body } from './body.ts';
import { notAWebAddress } from './failure.ts';
import { mostRedirects } from './options.ts';
import type { Plan } from './plan.ts';

/** An answer whose body has not been read yet. */
export type Answer = Dispatcher.ResponseData;

/**
 * Sends the request and passes the answer on as soon as its headers arrive.
 * @throws undici's errors, the signal's reason (a TimeoutError after the
 * plan's timeout), WorkError if a redirect cannot be followed, and what
 * `receive` throws
 */
export async function exchange(
  plan: Plan,
  dispatcher: Dispatcher,
  interruption: AbortSignal,
  receive: (answer: Answer) => Promise<void>,
): Promise<void> {
  const signal = AbortSignal.any([interruption, ...timeoutOf(plan)]);
  const answer = await sendAll(plan, { dispatcher, signal });
  try {
    await receive(answer);
  } finally {
    // If the body was not read to its end, its failure does not matter.
    answer.body.on('error', () => undefined).destroy();
  }
}

type Means = Pick<Dispatcher.RequestOptions, 'signal'> & {
  readonly dispatcher: Dispatcher;
};

/**
 * Sends the request. undici's redirects end at a server that wants the body
 * again (307, 308), if that is a stream; a file is opened again for it here.
 */
async function sendAll(plan: Plan, means: Means): Promise<Answer> {
  let body = await openBody(plan);
  let { url, headers } = plan;
  for (let sent = 0; ; sent += 1) {
    const answer = await send({ ...plan, url, headers }, body, means);
    const target = unfollowed(plan, body, answer);
    if (target === undefined) return answer;
    await answer.body.dump();
    const from = addressOf(answer) ?? url;
    url = resolve(target, from);
    if (!body.again) throw cannotSendAgain(from, answer.statusCode, url);
    if (sent === mostRedirects) throw tooMany(from);
    headers = url.origin === from.origin ? headers : withoutSecrets(headers);
    body = await body.again();
  }
}

function send(
  { url, method, headers }: Plan,
  { content, bytes }: Body,
  means: Means,
): Promise<Answer> {
  const length =
    bytes === undefined || headers.some(isContentLength)
      ? []
      : ['content-length', String(bytes)];
  return request(url, {
    ...means,
    method,
    headers: [...headers.flat(), ...length],
    body: content,
  });
}

/** Where a redirect leads that undici could not follow. */
function unfollowed(
  { options }: Plan,
  { content }: Body,
  { statusCode, headers }: Answer,
): string | undefined {
  const isStream = content !== null && typeof content !== 'string';
  const isRedirect = statusCode >= 300 && statusCode < 400;
  if (!options.follow || !isStream || !isRedirect) return undefined;
  return [headers['location']].flat()[0];
}

/** Of the server that gave the answer, after the redirects that undici followed. */
function addressOf({ context }: Answer): URL | undefined {
  const { history } = context as { history?: readonly URL[] };
  return history?.at(-1);
}

/** @throws WorkError if the target is not a web address */
function resolve(target: string, from: URL): URL {
  const url = URL.parse(target, from);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw notAWebAddress(from, target);
}

function cannotSendAgain(from: URL, status: number, to: URL): WorkError {
  return new WorkError(
    `${from.origin} wants the body sent again, to ${to.href} (${status}), but standard input can be read only once; send a file with --data @FILE, or name that address.`,
  );
}

function tooMany(from: URL): WorkError {
  return new WorkError(
    `${from.origin} redirected more than ${mostRedirects} times; leave out --follow to see where to.`,
  );
}

/** What undici does not send to another origin either. */
function withoutSecrets(headers: readonly Header[]): readonly Header[] {
  return headers.filter(
    ([name]) => !/^(?:authorization|cookie|proxy-authorization)$/i.test(name),
  );
}

function isContentLength([name]: readonly [string, string]): boolean {
  return name.toLowerCase() === 'content-length';
}

function timeoutOf({ options: { timeout } }: Plan): AbortSignal[] {
  return timeout === undefined ? [] : [AbortSignal.timeout(timeout * 1000)];
}
