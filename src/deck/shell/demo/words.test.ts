import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { idle, type RunState } from './state.ts';
import { laneWords } from './lane-words.ts';
import { buttonWords, noteLines, statusWords } from './words.ts';

const quiet = { requests: 3, inFlight: 0, aborted: 0 };

function run(change: Partial<RunState>): RunState {
  return {
    name: 'a',
    startedMs: 0,
    isOver: false,
    trace: undefined,
    seen: undefined,
    notes: [],
    ...change,
  };
}

function overAfter(durationMs: number, name: string): RunState {
  const trace = {
    startedAtEpochMs: 0,
    durationMs,
    requests: [],
    connections: [],
    heartbeat: { intervalMs: 5, beatsMs: [] },
  };
  return run({ name, isOver: true, trace });
}

suite('The words of a demo', () => {
  test('say on its button what it does, and whether it does so again', () => {
    assert.equal(buttonWords('idle', true), 'Run');
    assert.equal(buttonWords('over', false), 'Play again');
  });

  test('say what went wrong, as a sentence, and what to do', () => {
    const failed = { ...idle, phase: 'failed' as const, message: 'It broke' };
    assert.equal(statusWords(failed), 'It broke. D plays the recording.');
    assert.equal(statusWords(idle), '');
  });

  test('are its last two notes, with what servers saw if that matters', () => {
    const seen = { ...quiet, inFlight: 2, aborted: 1 };
    const notes = [
      { atMs: 10, text: 'one', seen: quiet },
      { atMs: 20, text: 'two', seen: quiet },
      { atMs: 30, text: 'three', seen },
    ];
    const [two, three] = noteLines(run({ notes }));
    assert.match(two ?? '', /: two; at the server: 0 in flight$/);
    assert.match(three ?? '', /: three; .*2 in flight, 1 aborted$/);
    const [plain] = noteLines(run({ notes: notes.slice(0, 1) }));
    assert.match(plain ?? '', /: one$/);
  });

  test('are what servers saw of a run without notes', () => {
    assert.deepEqual(noteLines(run({ seen: quiet })), [
      'At the server: 3 requests, 0 in flight',
    ]);
  });

  test('give a race its order, and speed-ups when it is decided', () => {
    const slow = overAfter(8_000, 'slow');
    const words = laneWords([slow, overAfter(1_000, 'fast')], 10, 9_000);
    assert.equal(words.get('fast')?.place, '1st');
    assert.match(words.get('fast')?.more ?? '', /^8.*× as fast$/);
    const undecided = laneWords([slow, run({ name: 'late' })], 10, 9_000);
    assert.deepEqual(undecided.get('slow')?.more, '');
    assert.equal(undecided.get('late')?.more, '0 of 10');
  });
});
