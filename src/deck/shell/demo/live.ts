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
  const isOver = () => last === 'done' || last === 'error';
  try {
    const response = await fetch('/demo/run', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-demo-token': token },
      body: JSON.stringify(run),
      signal,
    });
    if (!response.ok || !response.body) {
      const message = (await response.text()).trim();
      report({
        type: 'error',
        message: message || `status ${response.status}`,
      });
      return;
    }
    await readLines(response.body, receive);
    if (!isOver()) {
      report({
        type: 'error',
        message: 'The server stopped before the demo was over.',
      });
    }
  } catch (error) {
    if (signal.aborted || isOver()) return;
    const message = `The server does not answer (${(error as Error).message}).`;
    report({ type: 'error', message });
  }
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
