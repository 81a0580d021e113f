import { setImmediate } from 'node:timers/promises';
import { Writable } from 'node:stream';
import { createPieces } from '../../lab/streams/download.ts';

/** A sink for a download, which takes notes. */
export interface Sink {
  readonly writable: Writable;
  /** Settles when the first chunk is there, which is not yet taken. */
  readonly isReached: Promise<void>;
  /** Takes that chunk, and all others. */
  release: () => void;
  /** What it has taken so far. */
  seen: () => SinkSeen;
}

export interface SinkSeen {
  readonly bytes: number;
  /** All of them are those of a download of the lab. */
  readonly isTrue: boolean;
  /** All was written, and written out. */
  readonly isFinished: boolean;
  readonly isDestroyed: boolean;
}

/** Returns one that takes nothing before it is released, and a while to end. */
export function createSink(): Sink {
  const reached = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  let bytes = 0;
  let isTrue = true;
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      isTrue &&= isOfDownload(chunk, bytes);
      reached.resolve(undefined);
      void released.promise.then(() => {
        bytes += chunk.length;
        done();
      });
    },
    final(done) {
      void turns(20).then(() => {
        done();
      });
    },
  });
  return {
    writable,
    isReached: reached.promise,
    release: () => {
      released.resolve(undefined);
    },
    seen: () => {
      const { writableFinished: isFinished, destroyed } = writable;
      return { bytes, isTrue, isFinished, isDestroyed: destroyed };
    },
  };
}

/** Returns one that is full before it has taken anything. */
export function createFullSink(): Writable {
  const writable = new Writable({
    write(_chunk, _encoding, done) {
      done(new Error('No room is left.'));
    },
  });
  // Who does not listen is to be told so, and not to be ended by it.
  return writable.on('error', () => undefined);
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate();
}

/** Whether a chunk is what stands at this place of each download. */
function isOfDownload(chunk: Buffer, first: number): boolean {
  const nextPiece = createPieces({ first, last: first + chunk.length - 1 });
  let at = 0;
  for (let piece = nextPiece(); piece; piece = nextPiece()) {
    if (!chunk.subarray(at, at + piece.length).equals(piece)) return false;
    at += piece.length;
  }
  return true;
}
