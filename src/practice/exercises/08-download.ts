import { describeOutcome } from '../acting/outcome.ts';
import { defineExercise, runsOf } from '../exercise.ts';
import { abortedExactly, countOf } from '../rules/server.ts';
import { brief, holds } from '../rules/values.ts';
import {
  act,
  smallBytes,
  totalFor,
  type Ending,
  type Seen,
} from './08-download-act.ts';

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
  return sink.hasRightBytes
    ? undefined
    : 'other bytes than those of the answer';
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
      ({ seed, value: { progress, again, good } }) => {
        const { calls, isSteady, last } = progress;
        const { writes } = good.sink;
        const total = totalFor(seed);
        const isWhole = last[0] === total && last[1] === total;
        if (isSteady && isWhole && calls >= writes) {
          const isRight = again.last.every((one) => one === smallBytes);
          return isRight
            ? undefined
            : {
                seen: `onProgress(${shown(again.last)}) at the end of a second download, which has ${smallBytes} bytes`,
                suggests:
                  'Each download begins at 0. Keep the sum in a variable inside download, not in one of the module.',
              };
        }
        const steps = isSteady ? '' : ', whose bytes did not always grow';
        return {
          seen: `${countOf(calls, 'call')} for ${countOf(writes, 'chunk')} in the sink${steps}; the last one was onProgress(${shown(last)})`,
          suggests:
            'Add up the bytes of the chunks, and pass the sum with each chunk. The total is in the header content-length, as text: make a number of it.',
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
      'no server left with an unread answer, when the status is not 200',
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

/** Arguments as they would stand in code, so that a text is known by its quotes. */
function shown(values: readonly unknown[]): string {
  return values.map((value) => brief(value)).join(', ');
}

function complaintAbout({ outcome, sink }: Ending) {
  if (outcome.kind === 'threw' && sink.isDestroyed) return undefined;
  const state = sink.isDestroyed ? 'destroyed' : 'left open';
  return {
    seen: `${describeOutcome(outcome)}, and the sink was ${state}`,
    suggests:
      'Body and sink do not know of each other’s failures. When one of them fails, end the other, and then throw the error; pipeline does both.',
  };
}
