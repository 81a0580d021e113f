import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceOf, type Timing } from '../fixtures/trace-of.ts';
import * as fixtures from '../fixtures/traces.ts';
import { lengthMs, outcomeOf, phasesOf, type PhaseSpan } from './phases.ts';

const whole: Timing = {
  queuedMs: 10,
  sentMs: 20,
  headersMs: 180,
  endMs: 200,
  connectionId: 1,
  connectingMs: 100,
};

function spansOf(timing: Timing, durationMs = 300): string[] {
  const [request] = traceOf([timing], { durationMs }).requests;
  assert.ok(request);
  return phasesOf(request, undefined, durationMs).map(words);
}

function words({ phase, startMs, endMs }: PhaseSpan): string {
  return `${phase} ${startMs}–${endMs}`;
}

test('a request waits for a connection, opens it, waits for the answer, receives', () => {
  assert.deepEqual(spansOf(whole), [
    'queued 10–20',
    'opening 20–120',
    'waiting 120–180',
    'receiving 180–200',
  ]);
});

test('the first request of a connection shows the opening that it waited for', () => {
  const trace = traceOf([{ ...whole, connectingMs: 0 }], { durationMs: 300 });
  const [request] = trace.requests;
  const [connection] = trace.connections;
  assert.ok(request && connection);
  const opening = { ...connection, openingMs: 12, openMs: 18 };
  assert.deepEqual(phasesOf(request, opening, 300).map(words), [
    'queued 10–12',
    'opening 12–20',
    'waiting 20–180',
    'receiving 180–200',
  ]);
  const later = { ...request, id: 2 };
  assert.equal(phasesOf(later, opening, 300)[0]?.endMs, 20);
  const openBefore = { ...opening, openingMs: 2, openMs: 8 };
  assert.equal(phasesOf(request, openBefore, 300)[0]?.endMs, 20);
});

test('the steps of opening a secure connection are phases, and sending is', () => {
  const trace = traceOf([{ ...whole, connectingMs: 0 }], { durationMs: 300 });
  const [request, connection] = [trace.requests[0], trace.connections[0]];
  assert.ok(request && connection);
  const steps = { openingMs: 12, lookedUpMs: 14, tcpOpenMs: 16, openMs: 20 };
  const secure = { ...connection, ...steps, origin: 'https://a.example' };
  const sent = { ...request, bodySentMs: 70, sentBytes: 9 };
  assert.deepEqual(phasesOf(sent, secure, 300).map(words), [
    'queued 10–12',
    'lookup 12–14',
    'opening 14–16',
    'securing 16–20',
    'sending 20–70',
    'waiting 70–180',
    'receiving 180–200',
  ]);
  const plain = { ...connection, ...steps };
  const inPlain = phasesOf(sent, plain, 300).map(({ phase }) => phase);
  assert.ok(!inPlain.includes('securing'));
});

test('a body that was never sent whole is being sent until the end', () => {
  const [request] = traceOf([{ ...whole, headersMs: null }], {
    durationMs: 300,
  }).requests;
  assert.ok(request);
  const broken = { ...request, bodySentMs: null, connectingMs: 0 };
  assert.equal(
    phasesOf(broken, undefined, 300).map(words).at(-1),
    'sending 20–200',
  );
  const answeredEarly = { ...broken, headersMs: 90 };
  assert.deepEqual(phasesOf(answeredEarly, undefined, 300).map(words), [
    'queued 10–20',
    'sending 20–90',
    'receiving 90–200',
  ]);
});

test('a request that is still running lasts to the end of the recording', () => {
  assert.deepEqual(
    spansOf({ ...whole, headersMs: null, endMs: null }).at(-1),
    'waiting 120–300',
  );
  assert.deepEqual(
    spansOf({ ...whole, sentMs: null, headersMs: null, endMs: null }),
    ['queued 10–300'],
  );
});

test('impossible times give possible spans', () => {
  const trace = fixtures.damaged();
  for (const request of trace.requests) {
    let lastMs = 0;
    for (const { startMs, endMs } of phasesOf(request, undefined, 80)) {
      assert.ok(startMs >= lastMs && endMs > startMs && endMs <= 80);
      lastMs = endMs;
    }
  }
});

test('each possible outcome of a request is recognised', () => {
  assert.deepEqual(fixtures.everyOutcome().requests.map(outcomeOf), [
    'answered',
    'failed',
    'aborted',
    'error status',
    'answered',
    'failed',
    'running',
    'running',
  ]);
});

test('a trace is as long as its last event, and never of length 0', () => {
  assert.equal(lengthMs(traceOf([whole], { durationMs: 50 })), 200);
  assert.equal(lengthMs(traceOf([], { durationMs: 0 })), 1);
  assert.equal(lengthMs(traceOf([], { durationMs: Number.NaN })), 1);
});
