import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { outcomeOf, outcomeOrWaits, type Outcome } from '../acting/outcome.ts';
import {
  createFailingSink,
  createSink,
  type Sink,
  type SinkSeen,
} from '../acting/sinks.ts';
import { startScriptedServer } from '../acting/scripted-server.ts';
import {
  briefTimeoutMs,
  bytesSentAtStandstill,
  waitUntil,
} from '../acting/waiting.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Scene } from '../exercise.ts';

type OnProgress = (bytes: number, totalBytes: number) => void;
type Download = (
  url: string,
  sink: Writable,
  onProgress: OnProgress,
) => unknown;

/** What was seen of all downloads. */
export interface Seen {
  readonly good: Ending;
  /** What the server had sent at a standstill, before the sink took any of it. */
  readonly sentAheadBytes: number;
  readonly progress: Progress;
  /** Of a body that is cut off. */
  readonly broken: Ending;
  /** Of an address at which no server listens. */
  readonly unreachable: Ending;
  /** Of answers with other statuses, one of which has no end. */
  readonly refused: readonly Refused[];
  /** Of sinks that fail, by when they do. */
  readonly failing: readonly {
    readonly when: string;
    readonly outcome: Outcome;
    readonly isDestroyed: boolean;
  }[];
  /** Of a second, small download. */
  readonly again: Progress;
}

/** How a download ended, and the state of its sink at that moment. */
export interface Ending {
  readonly outcome: Outcome;
  readonly sink: SinkSeen;
}

interface Refused extends Ending {
  readonly status: number;
  /** Whether the server was rid of the answer soon afterwards. */
  readonly isAnswerOver: boolean;
}

interface Progress {
  readonly calls: number;
  /** No call had fewer bytes than the one before, or another total. */
  readonly isSteady: boolean;
  readonly last: readonly unknown[];
}

/** Far more than the buffers between a server and its client hold. */
export const totalFor = (seed: number) => 50_000_000 + seed * 1001;

/** Downloads a file that is well, and then everything that can fail. */
export async function act(
  download: Download,
  { lab, seed }: Scene,
): Promise<Seen> {
  const totalBytes = totalFor(seed);
  const url = `${lab.streams}/download?bytes=${totalBytes}`;
  const sink = createSink();
  const { progress, onProgress } = watchProgress();
  const over = end(download, url, sink, onProgress);
  over.catch(() => undefined);
  await Promise.race([sink.isReached, orWaits(over, sink)]);
  const sentAheadBytes = await bytesSentAtStandstill(lab);
  sink.release();
  return {
    good: await orWaits(over, sink, downloadMs),
    sentAheadBytes,
    progress: progress(),
    again: await downloadSmall(download, lab),
    broken: await endOpen(download, `${lab.faults}/faults/truncated-body`),
    unreachable: await endOpen(download, closedOrigin),
    refused: await refuse(download),
    failing: [
      await fail(download, 'first chunk', url),
      await fail(download, 'end', `${lab.streams}/download?bytes=1000`),
    ],
  };
}

/** A port on which no server listens; one that is only free now may be taken. */
const closedOrigin = 'http://127.0.0.1:1/';

/** How large the second download is. */
export const smallBytes = 1000;

/** A sum that the module keeps goes on from the download before. */
async function downloadSmall(download: Download, lab: Lab): Promise<Progress> {
  const sink = createSink();
  sink.release();
  const { progress, onProgress } = watchProgress();
  const url = `${lab.streams}/download?bytes=${smallBytes}`;
  await orWaits(end(download, url, sink, onProgress), sink);
  return progress();
}

async function fail(
  download: Download,
  when: 'first chunk' | 'end',
  url: string,
) {
  const sink = createFailingSink(when);
  const outcome = await outcomeOrWaits(
    outcomeOf(() => download(url, sink, () => undefined)),
  );
  return { when: `at the ${when}`, outcome, isDestroyed: sink.destroyed };
}

/** Downloads answers with other statuses than 200. */
async function refuse(download: Download): Promise<Refused[]> {
  const answers: ServerResponse[] = [];
  const server = await startScriptedServer(({ url = '' }, response) => {
    answers.push(response);
    response.writeHead(Number(url.slice(1)));
    if (url === '/503') pourInto(response);
    else response.end('Not the file.');
  });
  const refused: Refused[] = [];
  try {
    for (const status of [206, 503]) {
      const ending = await endOpen(download, `${server.url}/${status}`);
      const isAnswerOver = await waitUntil(
        () => answers.every((one) => one.writableFinished || one.destroyed),
        briefTimeoutMs,
      );
      refused.push({ status, ...ending, isAnswerOver });
    }
    return refused;
  } finally {
    await server.close();
  }
}

const piece = Buffer.alloc(65_536, 'No.');

/** Sends for as long as the client takes it. */
function pourInto(response: ServerResponse): void {
  const pour = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', pour);
  pour();
}

/** How long the download may take on any machine. */
const downloadMs = 15_000;

async function end(
  download: Download,
  url: string,
  { writable, seen }: Sink,
  onProgress: OnProgress,
): Promise<Ending> {
  const outcome = await outcomeOf(() => download(url, writable, onProgress));
  return { outcome, sink: seen() };
}

/** The ending, or a `waits` where there is none in time. */
async function orWaits(
  ending: Promise<Ending>,
  sink: Sink,
  timeoutMs?: number,
): Promise<Ending> {
  const seen = await outcomeOrWaits(
    outcomeOf(() => ending),
    timeoutMs,
  );
  if (seen.kind === 'gave') return seen.value;
  return { outcome: seen, sink: sink.seen() };
}

/** A download with a sink that takes everything at once. */
function endOpen(download: Download, url: string): Promise<Ending> {
  const sink = createSink();
  sink.release();
  return orWaits(
    end(download, url, sink, () => undefined),
    sink,
  );
}

function watchProgress() {
  let calls = 0;
  let isSteady = true;
  let last: [number, number] = [0, 0];
  return {
    onProgress: (bytes: number, totalBytes: number): void => {
      calls += 1;
      const [before, totalBefore] = last;
      isSteady &&= bytes >= before;
      isSteady &&= calls === 1 || totalBytes === totalBefore;
      last = [bytes, totalBytes];
    },
    progress: (): Progress => ({ calls, isSteady, last }),
  };
}
