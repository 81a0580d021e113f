import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import type { DemoEvent, RecordedDemo } from '../../demo/demo.ts';
import { endOf, play } from './play.ts';

const heartbeat = { intervalMs: 5, beatsMs: [] };
const trace = {
  startedAtEpochMs: 0,
  durationMs: 200,
  requests: [],
  connections: [],
  heartbeat,
};
const seen = { requests: 1, inFlight: 1, aborted: 0 };

const recorded: RecordedDemo = {
  name: 'two',
  title: 'Two runs',
  lanes: 'one',
  parameters: {},
  scale: 1,
  runs: ['first', 'second'].map((name) => ({
    name,
    seconds: 0.2,
    requests: 1,
    trace,
    notes: [{ atMs: 50, text: 'half way', seen }],
    server: [[0, 1, 1, 0]],
  })),
};

/** Plays the recording with a clock that goes from timer to timer. */
async function played(t: TestContext, demo: RecordedDemo, stopAt?: string) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let nowMs = 0;
  t.mock.method(performance, 'now', () => nowMs);
  const controller = new AbortController();
  const events: DemoEvent[] = [];
  let isOver = false as boolean;
  const playing = play(
    demo,
    (event) => {
      events.push(event);
      if (event.type === stopAt) controller.abort();
    },
    controller.signal,
  ).then(() => {
    isOver = true;
  });
  while (!isOver) {
    nowMs += 80;
    t.mock.timers.tick(80);
    await new Promise(setImmediate);
  }
  await playing;
  return events.map((event) =>
    'run' in event ? `${event.type} ${event.run}` : event.type,
  );
}

suite('A recorded demo', () => {
  test('is played run after run, each with its notes', async (t) => {
    const events = await played(t, recorded);
    const reported = events.filter((event) => !/^(?:trace|server)/.test(event));
    assert.deepEqual(reported, [
      'run first',
      'note first',
      'end first',
      'run second',
      'note second',
      'end second',
      'done',
    ]);
  });

  test('is played all at the same time when it is a race', async (t) => {
    const events = await played(t, {
      ...recorded,
      lanes: 'race',
      heats: [['first', 'second']],
    });
    assert.ok(events.indexOf('run second') < events.indexOf('end first'));
  });

  test('says nothing of its end when it is stopped', async (t) => {
    const events = await played(t, recorded, 'note');
    assert.ok(!events.includes('run second'));
    assert.ok(!events.includes('done'));
  });

  test('has its end at once', () => {
    assert.deepEqual(
      endOf(recorded).map(({ type }) => type),
      ['run', 'note', 'end', 'run', 'note', 'end', 'done'],
    );
  });
});
