import type { Writable } from 'node:stream';
import {
  describeOutcome,
  outcomeOf,
  outcomeOrWaits,
  type Outcome,
} from '../acting/outcome.ts';
import {
  createFullSink,
  createSink,
  type Sink,
  type SinkSeen,
} from '../acting/sinks.ts';
import { bytesSentAtStandstill } from '../acting/waiting.ts';
import { defineExercise, runsOf, type Scene } from '../exercise.ts';
import { ended } from '../rules/outcome.ts';
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
  /** What the server had sent when nothing moved, and none had been taken. */
  readonly sentAheadBytes: number;
  readonly progress: Progress;
  /** Of a body that ends in its middle. */
  readonly broken: Ending;
  readonly refused: Ending;
  /** Of a sink that takes nothing. */
  readonly full: Outcome;
}

/** How it ended, and how its sink was at that moment. */
interface Ending {
  readonly outcome: Outcome;
  readonly sink: SinkSeen;
}

interface Progress {
  readonly calls: number;
  /** Each call told of more than the one before, of the same total. */
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
    refused: await endOpen(download, `${lab.faults}/faults/503`),
    full: await outcomeOrWaits(
      outcomeOf(() => download(url, createFullSink(), () => undefined)),
    ),
  };
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

/** What comes, or that nothing does. */
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

/** With a sink that takes what comes. */
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
      isSteady &&= bytes > before;
      isSteady &&= calls === 1 || totalBytes === totalBefore;
      last = [bytes, totalBytes];
    },
    progress: (): Progress => ({ calls, isSteady, last }),
  };
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** What is wrong with a download that was to go well; undefined if nothing. */
function wrongIn({ outcome, sink }: Ending, totalBytes: number) {
  if (outcome.kind !== 'gave') return describeOutcome(outcome);
  if (!sink.isFinished) return 'it was over, and the sink was not';
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
      'all bytes of the answer in the sink, and the sink finished, when it is over',
      ({ seed, value: { good } }) => {
        const seen = wrongIn(good, totalFor(seed));
        if (seen === undefined) return undefined;
        return {
          seen,
          suggests:
            'That the last chunk has come does not say that it is written: wait for the sink, and not for the body.',
        };
      },
    ),
    holds<Seen>(
      'backpressure',
      'a server that has to wait, while the sink has not taken anything yet',
      ({ seed, value: { sentAheadBytes } }) => {
        const totalBytes = totalFor(seed);
        if (sentAheadBytes < totalBytes / 2) return undefined;
        return {
          seen: `${megabytes(sentAheadBytes)} of ${megabytes(totalBytes)} sent by then, all of which you hold`,
          suggests:
            'Take a chunk only when the sink has room for it: a body that is read as a whole, or written without a look at what write gives, piles up in memory.',
        };
      },
    ),
    holds<Seen>(
      'progress',
      'progress told along the way, of how many bytes there are so far and of how many in all',
      ({ seed, value: { progress } }) => {
        const { calls, isSteady, last } = progress;
        const total = totalFor(seed);
        const isWhole = last[0] === total && last[1] === total;
        if (isSteady && isWhole && calls >= 10) return undefined;
        const steps = isSteady ? '' : ', which were not always more';
        return {
          seen: `${countOf(calls, 'call')}${steps}; the last one was onProgress(${last.join(', ')})`,
          suggests:
            'Add up what has come, and tell the sum with each chunk; how much there will be stands in content-length.',
        };
      },
    ),
    holds<Seen>(
      'broken-body',
      'an error and a destroyed sink, when the body ends in its middle',
      ({ value: { broken } }) => complaintAbout(broken),
    ),
    holds<Seen>(
      'status',
      'an error, a destroyed sink and nothing in it, when the status is not 200',
      ({ value: { refused } }) =>
        refused.sink.bytes === 0
          ? complaintAbout(refused)
          : {
              seen: `${countOf(refused.sink.bytes, 'byte')} in the sink`,
              suggests:
                'What comes with another status is not the file: look at the status before you write.',
            },
    ),
    ended('threw', ({ full }: Seen) => full, {
      id: 'full-sink',
      expected: 'an error, when the sink fails',
      suggests:
        'A sink tells of its failure by an event: whoever waits for something else never hears of it.',
    }),
    abortedExactly(
      1,
      'A server sends for as long as the body is open: when the sink has failed, close it.',
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
      'Body and sink do not hear of each other by themselves: a failure of the one has to end the other, and then to be thrown.',
  };
}
