import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  laneSpans,
  mostCarriedAtOnce,
  mostlyBy,
  type LaneSpan,
} from './lane-spans.ts';
import { bounded, unbounded } from '../fixtures/traces.ts';
import { linearScale } from './scale.ts';

const span = (
  phase: LaneSpan['phase'],
  startMs: number,
  endMs: number,
): LaneSpan => ({
  phase,
  startMs,
  endMs,
  requestId: 1,
  isLast: true,
  track: 0,
});

test('waiting for a connection is no work of the connection', () => {
  const trace = bounded(6, 1);
  const [connection] = trace.connections;
  assert.ok(connection);
  const spans = laneSpans(connection, trace.requests, trace.durationMs);
  const phases = new Set(spans.map(({ phase }) => phase));
  assert.deepEqual([...phases], ['opening', 'waiting', 'receiving']);
  assert.equal(spans.filter(({ isLast }) => isLast).length, 6);
});

test('a column of pixels shows what took most of its time', () => {
  const x = linearScale(0, 100, 0, 10);
  const spans = [
    span('waiting', 0, 18),
    span('receiving', 18, 20),
    span('waiting', 20, 27),
    span('receiving', 27, 40),
    span('waiting', 52, 55),
  ];
  assert.deepEqual(
    mostlyBy(1, spans, x).map(({ phase, startMs, endMs }) => [
      phase,
      Math.round(startMs),
      Math.round(endMs),
    ]),
    [
      ['waiting', 0, 30],
      ['receiving', 30, 40],
    ],
  );
});

test('the most at once counts requests, not the phases of one', () => {
  const one = [span('waiting', 0, 50), span('receiving', 50, 60)];
  assert.equal(mostCarriedAtOnce(one), 1);
  assert.equal(mostCarriedAtOnce([...one, span('waiting', 59.5, 80)]), 1);
  assert.equal(mostCarriedAtOnce([...one, span('waiting', 20, 80)]), 2);
  assert.equal(mostCarriedAtOnce([]), 0);
});

test('a lane of a request is empty where none was carried', () => {
  const [connection] = unbounded(1).connections;
  assert.ok(connection);
  assert.deepEqual(laneSpans(connection, [], 100), []);
});
