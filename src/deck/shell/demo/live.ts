import type { DemoEvent } from '../../demo/demo.ts';

/** What a demo is to be run with. */
export interface LiveRun {
  readonly name: string;
  /** The server's own unless told. */
  readonly scale: number | undefined;
  readonly parameters: Readonly<Record<string, number>>;
}

/** What the server has given the page to run demos with, if there is one. */
export function demoToken(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>(
    'meta[name="demo-token"]',
  );
  return meta?.content === '' ? undefined : meta?.content;
}

/**
 * Has the server run a demo, and tells what happens as it happens; whatever
 * goes wrong is told as an `error`, in one line.
 */
export async function runLive(
  run: LiveRun,
  token: string,
  tell: (event: DemoEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let last: DemoEvent['type'] | undefined;
  const hear = (event: DemoEvent) => {
    last = event.type;
    tell(event);
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
      tell({ type: 'error', message: message || `status ${response.status}` });
      return;
    }
    await readLines(response.body, hear);
    if (!isOver()) tell({ type: 'error', message: 'The server broke off.' });
  } catch (error) {
    if (signal.aborted || isOver()) return;
    const message = `The server does not answer (${(error as Error).message}).`;
    tell({ type: 'error', message });
  }
}

async function readLines(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  hear: (event: DemoEvent) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(JSON.parse(line) as DemoEvent);
  }
}
