import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
  type Outcome,
} from '../acting/outcome.ts';
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
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { abortedExactly, countOf } from '../rules/server.ts';
import { holds } from '../rules/values.ts';

type OnProgress = (bytes: number, totalBytes: number) => void;
type Download = (
  url: string,
  sink: Writable,
  onProgress: OnProgress,
) => unknown;

interface Seen {
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
}

/** How a download ended, and the state of its sink at that moment. */
interface Ending {
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
  readonly last: readonly number[];
}

/** Far more than the buffers between a server and its client hold. */
const totalFor = (seed: number) => 50_000_000 + seed * 1001;

async function act(download: Download, { lab, seed }: Scene): Promise<Seen> {
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
  let last: readonly number[] = [0, 0];
  return {
    onProgress: (bytes: number, totalBytes: number): void => {
      calls += 1;
      const [before = 0, totalBefore] = last;
      isSteady &&= bytes >= before;
      isSteady &&= calls === 1 || totalBytes === totalBefore;
      last = [bytes, totalBytes];
    },
    progress: (): Progress => ({ calls, isSteady, last }),
  };
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** What is wrong with a download that should succeed; undefined if nothing. */
function wrongIn({ outcome, sink }: Ending, totalBytes: number) {
  if (outcome.kind !== 'gave') return describeOutcome(outcome);
  if (!sink.isFinished) {
    return 'the download had ended, but the sink had not finished';
  }
  if (sink.bytes !== totalBytes) {
    return `${sink.bytes} of ${totalBytes} bytes in the sink`;
  }
  return sink.isTrue ? undefined : 'other bytes than those of the answer';
}

export const exercise = defineExercise({
  id: '08-download',
  name: 'download',
  runs: runsOf({ deadlineMs: 40_000 }),
  act,
  rules: [
    holds<Seen>(
      'written',
      'all bytes written and the sink finished when the download ends',
      ({ seed, value: { good } }) => {
        const seen = wrongIn(good, totalFor(seed));
        if (seen === undefined) return undefined;
        return {
          seen,
          suggests:
            good.outcome.kind === 'gave'
              ? 'The last chunk may have arrived without being written yet. Wait for the sink to finish, not for the body to end.'
              : 'This download should succeed: its sink takes all that you write, and then finishes. Look at what your code waits for, and at what it throws.',
        };
      },
    ),
    holds<Seen>(
      'backpressure',
      'a server that has to wait while the sink takes nothing',
      ({ seed, value: { sentAheadBytes } }) => {
        const totalBytes = totalFor(seed);
        if (sentAheadBytes < totalBytes / 2) return undefined;
        return {
          seen: `${megabytes(sentAheadBytes)} of ${megabytes(totalBytes)} sent by then, all of it held in memory`,
          suggests:
            'The body piles up in memory if you read it as a whole, or if you call write() and ignore what it returns. Take the next chunk only when the sink has room, as pipeline does.',
        };
      },
    ),
    holds<Seen>(
      'progress',
      'onProgress called with each chunk, with the bytes received so far and the total',
      ({ seed, value: { progress, good } }) => {
        const { calls, isSteady, last } = progress;
        const { writes } = good.sink;
        const total = totalFor(seed);
        const isWhole = last[0] === total && last[1] === total;
        if (isSteady && isWhole && calls >= writes) return undefined;
        const steps = isSteady ? '' : ', whose bytes did not always grow';
        return {
          seen: `${countOf(calls, 'call')} for ${countOf(writes, 'chunk')} in the sink${steps}; the last one was onProgress(${last.join(', ')})`,
          suggests:
            'Add up the bytes of the chunks, and pass the sum with each chunk. The total is in the header content-length.',
        };
      },
    ),
    holds<Seen>(
      'broken-body',
      'an error and a destroyed sink when the body is cut off',
      ({ value: { broken } }) => complaintAbout(broken),
    ),
    holds<Seen>(
      'status',
      'an error, a destroyed sink and nothing written when the status is not 200',
      ({ value: { refused } }) => {
        for (const one of refused) {
          if (one.sink.bytes === 0) {
            const complaint = complaintAbout(one);
            if (!complaint) continue;
            const seen = `${complaint.seen}, after status ${one.status}`;
            return { ...complaint, seen };
          }
          return {
            seen: `${countOf(one.sink.bytes, 'byte')} in the sink, although the status was ${one.status}`,
            suggests:
              'A body that comes with another status is not the file. Check the status before you write.',
          };
        }
        return undefined;
      },
    ),
    holds<Seen>(
      'answer-over',
      'no server left with an answer that nobody reads, when the status is not 200',
      ({ value: { refused } }) => {
        const left = refused.find(({ isAnswerOver }) => !isAnswerOver);
        if (!left) return undefined;
        return {
          seen: `an answer with status ${left.status} that the server could not end`,
          suggests:
            'A body that is not read holds its connection, and the server waits. Read it to its end or drop it: body.dump() of undici, body.cancel() of fetch.',
        };
      },
    ),
    holds<Seen>(
      'no-answer',
      'an error and a destroyed sink when no server answers',
      ({ value: { unreachable } }) => {
        const complaint = complaintAbout(unreachable);
        return (
          complaint && {
            ...complaint,
            suggests:
              'The request itself may fail, before there is a status or a body. Put it inside the try that destroys the sink.',
          }
        );
      },
    ),
    holds<Seen>(
      'failing-sink',
      'an error and a destroyed sink when the sink fails',
      ({ value: { failing } }) => {
        const wrong = failing.find(
          ({ outcome, isDestroyed }) =>
            outcome.kind !== 'threw' || !isDestroyed,
        );
        if (!wrong) return undefined;
        return {
          seen: `${describeOutcome(wrong.outcome)}, after a sink that fails ${wrong.when}`,
          suggests:
            'A sink reports its failure with an error event. Code that waits for anything else never notices, but pipeline does.',
        };
      },
    ),
    abortedExactly(
      1,
      'The server keeps sending as long as the body is open. Close the body when the sink fails.',
      'streams',
    ),
  ],
});

function complaintAbout({ outcome, sink }: Ending) {
  if (outcome.kind === 'threw' && sink.isDestroyed) return undefined;
  const state = sink.isDestroyed ? 'destroyed' : 'left open';
  return {
    seen: `${describeOutcome(outcome)}, and the sink was ${state}`,
    suggests:
      'Body and sink do not know of each other’s failures. When one of them fails, end the other, and then throw the error; pipeline does both.',
  };
}
