import type { DemoEvent } from '../../demo/demo.ts';

/** What a demo is to be run with. */
export interface LiveRun {
  readonly name: string;
  /** By default the server's own. */
  readonly scale: number | undefined;
  readonly parameters: Readonly<Record<string, number>>;
}

/** What the page needs to have demos run; undefined without a server. */
export function demoToken(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>(
    'meta[name="demo-token"]',
  );
  return meta?.content === '' ? undefined : meta?.content;
}

/**
 * Asks the server to run a demo, and passes on what happens as it happens. A
 * failure of any kind is passed on as an `error`, in one line.
 */
export async function runLive(
  run: LiveRun,
  token: string,
  report: (event: DemoEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let last: DemoEvent['type'] | undefined;
  const receive = (event: DemoEvent) => {
    last = event.type;
    report(event);
  };
  const fail = (message: string) => {
    report({ type: 'error', message });
  };
  const isOver = () => last === 'done' || last === 'error';
  try {
    const response = await post('/demo/run', run, token, signal);
    if (!response.ok || !response.body) {
      const message = (await response.text()).trim();
      fail(message || `status ${response.status}`);
      return;
    }
    await readLines(response.body, receive);
    if (!isOver()) fail('The server stopped before the demo was over.');
  } catch (error) {
    if (signal.aborted || isOver()) return;
    fail(`The server does not answer (${(error as Error).message}).`);
  }
}

/**
 * Lets the server start a demo's processes and labs, and keep them until they
 * are used or the signal aborts. If it cannot, the run says why.
 */
export async function keepWarm(
  run: LiveRun,
  token: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    const response = await post('/demo/warm', run, token, signal);
    await response.text();
  } catch {
    // The signal has aborted, or there is no server any more.
  }
}

function post(
  path: string,
  body: LiveRun,
  token: string,
  signal: AbortSignal,
): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-demo-token': token };
  const text = JSON.stringify(body);
  return fetch(path, { method: 'POST', headers, body: text, signal });
}

async function readLines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  receive: (event: DemoEvent) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) receive(JSON.parse(line) as DemoEvent);
  }
}
