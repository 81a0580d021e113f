import { Writable } from 'node:stream';
import { createPieces } from '../../lab/streams/download.ts';
import { someTurns } from './waiting.ts';

/** A sink for a download that records what it gets. */
export interface Sink {
  readonly writable: Writable;
  /** Fulfilled when the first chunk is there, before it is taken. */
  readonly isReached: Promise<void>;
  /** Lets the sink take that chunk and all that follow. */
  release: () => void;
  /** What it has got so far. */
  seen: () => SinkSeen;
}

/** The state of a sink. */
export interface SinkSeen {
  readonly bytes: number;
  /** How often it was written to. */
  readonly writes: number;
  /** Whether all its bytes are those of the lab's download. */
  readonly hasRightBytes: boolean;
  /** Whether everything was written and flushed. */
  readonly isFinished: boolean;
  readonly isDestroyed: boolean;
}

/** Returns a sink that takes nothing before its release, and ends slowly. */
export function createSink(): Sink {
  const reached = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  let bytes = 0;
  let writes = 0;
  let hasRightBytes = true;
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      writes += 1;
      hasRightBytes &&= isOfDownload(chunk, bytes);
      reached.resolve(undefined);
      void released.promise.then(() => {
        bytes += chunk.length;
        done();
      });
    },
    final(done) {
      void someTurns().then(() => {
        done();
      });
    },
  });
  // Without a listener, `sink.destroy(error)` would end the learner's process.
  writable.on('error', () => undefined);
  return {
    writable,
    isReached: reached.promise,
    release: () => {
      released.resolve(undefined);
    },
    seen: () => {
      const { writableFinished: isFinished, destroyed } = writable;
      return {
        bytes,
        writes,
        hasRightBytes,
        isFinished,
        isDestroyed: destroyed,
      };
    },
  };
}

/** Returns a sink that fails at its first chunk, or else when it is ended. */
export function createFailingSink(at: 'first chunk' | 'end'): Writable {
  const error = new Error(`The sink fails at the ${at}.`);
  const failure = (when: typeof at) => (when === at ? error : undefined);
  const writable = new Writable({
    write(_chunk, _encoding, done) {
      done(failure('first chunk'));
    },
    final(done) {
      done(failure('end'));
    },
  });
  // Without a listener, the error would end the learner's process.
  return writable.on('error', () => undefined);
}

/** Whether a chunk has the bytes of the lab's download from `first` on. */
function isOfDownload(chunk: Buffer, first: number): boolean {
  const nextPiece = createPieces({ first, last: first + chunk.length - 1 });
  let at = 0;
  for (let piece = nextPiece(); piece; piece = nextPiece()) {
    if (!chunk.subarray(at, at + piece.length).equals(piece)) return false;
    at += piece.length;
  }
  return true;
}
