import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bothSides } from '../fixtures/both-sides.ts';
import { namedTraces } from '../fixtures/named-traces.ts';
import * as fixtures from '../fixtures/traces.ts';
import type { Trace } from '../trace.ts';
import { createSchemaCheck, otlpSchema } from './fixture-schemas.ts';
import type { Otlp, OtlpSpan } from './otlp-types.ts';
import { toOtlp } from './otlp.ts';

const faultIn = createSchemaCheck(otlpSchema);

function spansOf({ resourceSpans }: Otlp): readonly OtlpSpan[] {
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans),
  );
}

suite('OpenTelemetry spans of', () => {
  for (const [name, makeTrace] of Object.entries(namedTraces)) {
    test(`${name} are what a collector takes`, () => {
      const otlp = JSON.parse(JSON.stringify(toOtlp(makeTrace()))) as Otlp;
      assert.equal(faultIn(otlp), null);
      assertTree(spansOf(otlp));
    });
  }
});

/** One trace, ids of their own, and each span within the one that it is part of. */
function assertTree(spans: readonly OtlpSpan[]): void {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  assert.equal(byId.size, spans.length);
  assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
  assert.equal(spans.filter(({ parentSpanId }) => !parentSpanId).length, 1);
  for (const span of spans) {
    const [start, end] = timesOf(span);
    assert.ok(start <= end);
    if (span.parentSpanId === undefined) continue;
    const parent = byId.get(span.parentSpanId);
    assert.ok(parent);
    const [from, to] = timesOf(parent);
    assert.ok(from <= start && end <= to);
  }
}

function timesOf(span: OtlpSpan): [start: bigint, end: bigint] {
  return [BigInt(span.startTimeUnixNano), BigInt(span.endTimeUnixNano)];
}

test('the check refuses what no collector takes', () => {
  const otlp = toOtlp(fixtures.single());
  const [span] = spansOf(otlp);
  for (const wrong of [
    { ...span, traceId: 'no' },
    { ...span, spanId: '0'.repeat(16) },
    { ...span, startTimeUnixNano: 1.5 },
    { ...span, kind: 'SPAN_KIND_CLIENT' },
    { ...span, colour: 'red' },
    { ...span, attributes: [{ key: 'a', value: { intValue: 1 } }] },
  ]) {
    const file = { resourceSpans: [{ scopeSpans: [{ spans: [wrong] }] }] };
    assert.notEqual(faultIn(file), null, JSON.stringify(wrong));
  }
});

function valueOf(span: OtlpSpan | undefined, wanted: string): unknown {
  const found = span?.attributes.find(({ key }) => key === wanted);
  return found && Object.values(found.value)[0];
}

test('a request is a client span with the names of the conventions', () => {
  const spans = spansOf(toOtlp(fixtures.everyOutcome(), 'outcomes'));
  assert.equal(spans[0]?.name, 'outcomes');
  assert.equal(
    spans[0].startTimeUnixNano,
    String(BigInt(Date.UTC(2026, 2, 14, 9, 26, 53)) * 1_000_000n),
  );
  const requests = spans.filter(({ kind }) => kind === 3);
  assert.equal(requests.length, 8);
  const [answered, refused, , notFound] = requests;
  assert.equal(valueOf(answered, 'http.request.method'), 'GET');
  assert.equal(valueOf(answered, 'http.response.status_code'), '200');
  assert.equal(valueOf(answered, 'server.address'), '127.0.0.1');
  assert.equal(valueOf(answered, 'server.port'), '41234');
  assert.deepEqual(answered?.status, {});
  assert.equal(valueOf(refused, 'error.type'), 'ECONNREFUSED');
  assert.equal(refused?.status.code, 2);
  assert.equal(valueOf(refused, 'http.response.status_code'), undefined);
  assert.equal(notFound?.status.code, 2);
  const phases = spans.filter(
    ({ parentSpanId }) => parentSpanId === answered.spanId,
  );
  assert.deepEqual(
    phases.map(({ name }) => name),
    [
      'waiting for a connection',
      'opening the connection',
      'waiting for the answer',
      'receiving',
    ],
  );
});

test('a login in an address is not written down', () => {
  const trace = fixtures.single();
  const requests = trace.requests.map((each) => ({
    ...each,
    url: 'https://ash:pikachu@pokemon.example/x',
  }));
  const span = spansOf(toOtlp({ ...trace, requests })).find(
    ({ kind }) => kind === 3,
  );
  assert.equal(
    valueOf(span, 'url.full'),
    'https://REDACTED:REDACTED@pokemon.example/x',
  );
  assert.equal(valueOf(span, 'server.port'), '443');
});

test('the same trace has the same ids, and another trace has others', () => {
  const idOf = (trace: Trace) => spansOf(toOtlp(trace))[0]?.traceId;
  assert.equal(idOf(fixtures.pooled(3)), idOf(fixtures.pooled(3)));
  assert.notEqual(idOf(fixtures.pooled(3)), idOf(fixtures.pooled(4)));
});

test('a server that told its side is a service of its own', () => {
  const trace = bothSides();
  const [own, server, ...rest] = toOtlp(trace).resourceSpans;
  assert.ok(own && server);
  assert.equal(rest.length, 0);
  assert.deepEqual(server.resource.attributes, [
    { key: 'service.name', value: { stringValue: '127.0.0.1:41234' } },
  ]);
  const spans = server.scopeSpans.flatMap((scope) => scope.spans);
  const served = spans.filter(({ kind }) => kind === 2);
  const clients = own.scopeSpans
    .flatMap((scope) => scope.spans)
    .filter(({ kind }) => kind === 3);
  assert.deepEqual(
    served.map(({ parentSpanId }) => parentSpanId),
    clients.map(({ spanId }) => spanId),
  );
});
