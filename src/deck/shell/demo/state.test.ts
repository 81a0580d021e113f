import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { DemoEvent } from '../../demo/demo.ts';
import {
  afterEvent,
  answeredOf,
  idle,
  secondsOf,
  type DemoState,
} from './state.ts';

const trace = {
  startedAtEpochMs: 0,
  durationMs: 2_000,
  requests: [],
  connections: [],
  heartbeat: { intervalMs: 5, beatsMs: [] },
};
const seen = { requests: 5, inFlight: 2, aborted: 0 };

/** The state after some events, one each second. */
function after(...events: readonly DemoEvent[]): DemoState {
  return events.reduce<DemoState>(
    (state, event, index) => afterEvent(state, event, 1_000 * index),
    idle,
  );
}

suite('The state of a demo', () => {
  test('has its runs in the order in which they began', () => {
    const { phase, runs } = after(
      { type: 'run', run: 'b' },
      { type: 'run', run: 'a' },
    );
    assert.equal(phase, 'running');
    assert.deepEqual(
      runs.map(({ name, startedMs }) => [name, startedMs]),
      [
        ['b', 0],
        ['a', 1_000],
      ],
    );
  });

  test('measures a run by its clock, and at its end by its trace', () => {
    const [running] = after({ type: 'run', run: 'a' }).runs;
    assert.ok(running);
    assert.equal(secondsOf(running, 700), 0.7);
    const [over] = after(
      { type: 'run', run: 'a' },
      { type: 'end', run: 'a', trace, seen },
    ).runs;
    assert.ok(over?.isOver);
    assert.equal(secondsOf(over, 9_000), 2);
  });

  test('counts the answers that servers saw while a program is blocked', () => {
    const [run] = after(
      { type: 'run', run: 'a' },
      { type: 'server', run: 'a', atMs: 1, seen },
    ).runs;
    assert.equal(run && answeredOf(run), 3);
  });

  test('keeps what a run showed when the demo fails', () => {
    const { phase, message, runs } = after(
      { type: 'run', run: 'a' },
      { type: 'error', message: 'the lab is on fire' },
    );
    assert.deepEqual(
      [phase, message, runs.length],
      ['failed', 'the lab is on fire', 1],
    );
  });
});
