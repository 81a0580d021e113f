import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bothSides } from '../fixtures/both-sides.ts';
import { namedTraces } from '../fixtures/named-traces.ts';
import * as fixtures from '../fixtures/traces.ts';
import type { Trace } from '../trace.ts';
import { createSchemaCheck, traceEventSchema } from './fixture-schemas.ts';
import type { FlowEvent, SliceEvent, TraceEvent } from './trace-event.ts';
import {
  toTraceEvents,
  toTraceEventsOfAll,
  type TraceEvents,
} from './trace-events.ts';

const faultIn = createSchemaCheck(traceEventSchema);

/** As it is in a file. */
function written(events: TraceEvents): TraceEvents {
  return JSON.parse(JSON.stringify(events)) as TraceEvents;
}

suite('trace events of', () => {
  for (const [name, makeTrace] of Object.entries(namedTraces)) {
    test(`${name} are what viewers read`, () => {
      const events = written(toTraceEvents(makeTrace()));
      assert.equal(faultIn(events), null);
      assertSlicesNest(events);
      assertArrowsJoinSlices(events);
      assertTracksAreNamed(events);
    });
  }
});

test('the check refuses what is not a trace event', () => {
  const { traceEvents } = toTraceEvents(fixtures.single());
  const slice = traceEvents.find(({ ph }) => ph === 'X') as SliceEvent;
  for (const wrong of [
    { ...slice, ts: 'soon' },
    { ...slice, dur: -1 },
    { ...slice, ph: 'Y' },
    { ...slice, dur: undefined },
    { ...slice, id: 3 },
  ]) {
    const file = JSON.parse(JSON.stringify({ traceEvents: [wrong] })) as object;
    assert.notEqual(faultIn(file), null, JSON.stringify(wrong));
  }
});

function slicesOf({ traceEvents }: TraceEvents): SliceEvent[] {
  return traceEvents.filter((event) => event.ph === 'X');
}

function endOf({ ts, dur }: SliceEvent): number {
  return Math.round((ts + dur) * 1e3);
}

/** Viewers build a stack for each track: a slice within another, or after it. */
function assertSlicesNest(events: TraceEvents): void {
  const byTrack = Map.groupBy(slicesOf(events), trackOf);
  for (const [track, slices] of byTrack) {
    const stack: SliceEvent[] = [];
    for (const slice of inOrder(slices)) {
      while (
        stack.length > 0 &&
        endOf(stack.at(-1) ?? slice) <= Math.round(slice.ts * 1e3)
      ) {
        stack.pop();
      }
      const around = stack.at(-1);
      assert.ok(
        !around || endOf(slice) <= endOf(around),
        `${track}: ${JSON.stringify([around, slice])}`,
      );
      stack.push(slice);
    }
  }
}

function inOrder(slices: readonly SliceEvent[]): SliceEvent[] {
  return slices.toSorted((a, b) => a.ts - b.ts || b.dur - a.dur);
}

function trackOf({ pid, tid }: TraceEvent): string {
  return `${pid}.${tid}`;
}

function assertArrowsJoinSlices(events: TraceEvents): void {
  const arrows = events.traceEvents.filter(
    (event): event is FlowEvent => event.ph === 's' || event.ph === 'f',
  );
  const slices = Map.groupBy(slicesOf(events), trackOf);
  for (const [id, ends] of Map.groupBy(arrows, (each) => each.id)) {
    assert.deepEqual(
      ends.map(({ ph }) => ph),
      ['s', 'f'],
      id,
    );
    for (const end of ends) {
      const around = slices
        .get(trackOf(end))
        ?.some((each) => each.ts <= end.ts && end.ts * 1e3 <= endOf(each));
      assert.ok(around, `arrow ${id} is outside every slice`);
    }
    assert.ok((ends[0]?.ts ?? 0) <= (ends[1]?.ts ?? 0) + 0.001);
  }
}

function assertTracksAreNamed({ traceEvents }: TraceEvents): void {
  const named = new Set(
    traceEvents.filter(({ name }) => name === 'thread_name').map(trackOf),
  );
  for (const event of traceEvents) {
    if (event.ph !== 'M') assert.ok(named.has(trackOf(event)));
  }
}

test('a request is a slice with its phases in it, and an arrow from its wait', () => {
  const trace = fixtures.pooled(2);
  const { traceEvents } = toTraceEvents(fixtures.bounded(2, 1));
  const second = slicesOf({ ...toTraceEvents(trace), traceEvents }).filter(
    ({ args }) => args['request'] === 2,
  );
  assert.equal(second.length, 2, 'once in the queue, once on the wire');
  assert.equal(second[0]?.name, '/api/v2/pokemon/2');
  assert.equal(second[1]?.args['status'], 200);
  const names = slicesOf(toTraceEvents(trace)).map(({ name }) => name);
  assert.ok(names.includes('waiting for the answer'));
});

test('requests at once on one connection are on tracks side by side', () => {
  const trace = fixtures.unbounded(5);
  const [connection] = trace.connections;
  assert.ok(connection);
  const multiplexed: Trace = {
    ...trace,
    requests: trace.requests.map((each) => ({ ...each, connectionId: 1 })),
    connections: [{ ...connection, requestIds: [1, 2, 3, 4, 5] }],
  };
  const events = toTraceEvents(multiplexed);
  assertSlicesNest(events);
  const tracks = new Set(
    slicesOf(events)
      .filter(({ cat, pid }) => cat === 'request' && pid === 2)
      .map(trackOf),
  );
  assert.equal(tracks.size, 5);
});

test('several traces share an axis, and no track', () => {
  const [first, second] = [fixtures.single(), fixtures.pooled(3)];
  const later = {
    ...second,
    startedAtEpochMs: first.startedAtEpochMs + 1_000,
  };
  const events = written(
    toTraceEventsOfAll([
      { name: 'one', trace: first },
      { name: 'three', trace: later },
    ]),
  );
  assert.equal(faultIn(events), null);
  assertSlicesNest(events);
  assertArrowsJoinSlices(events);
  const laterSlices = slicesOf(events).filter(({ pid }) => pid > 3);
  assert.ok(laterSlices.length > 0);
  assert.ok(laterSlices.every(({ ts }) => ts >= 1_000_000));
  assert.equal(faultIn(toTraceEventsOfAll([])), null);
});

test('the event loop has a track of the times when it was held up', () => {
  const events = toTraceEvents(fixtures.newConnectionEach(3, true));
  const stalls = slicesOf(events).filter(({ name }) => name === 'held up');
  assert.equal(stalls.length, 1);
});

test('servers that told their side have tracks of their own', () => {
  const groupsIn = (trace: Trace) =>
    toTraceEvents(trace).traceEvents.flatMap((event) =>
      event.ph === 'M' && event.name === 'process_name'
        ? [[event.pid, event.args['name']] as const]
        : [],
    );
  const trace = bothSides();
  const servers = groupsIn(trace).find(([, name]) => name === 'servers');
  assert.ok(servers);
  const slices = slicesOf(toTraceEvents(trace)).filter(
    ({ pid, cat }) => pid === servers[0] && cat === 'request',
  );
  assert.equal(slices.length, trace.requests.length);
  const without = groupsIn(fixtures.bounded(12, 3));
  assert.ok(without.every(([, name]) => name !== 'servers'));
});
