import type { Entry } from 'har-format';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { stepByStep } from '../fixtures/named-traces.ts';
import * as fixtures from '../fixtures/traces.ts';
import { toHar, type TraceHarEntry } from './har.ts';

const require = createRequire(import.meta.url);
const schemas = require('har-schema') as Record<string, object>;

function createValidator() {
  const ajv = new Ajv.default({ strict: false });
  addFormats.default(ajv);
  ajv.addMetaSchema(
    require('ajv/lib/refs/json-schema-draft-06.json') as object,
  );
  ajv.addSchema(Object.values(schemas));
  const validate = ajv.getSchema('har.json#');
  assert.ok(validate);
  return (har: unknown) => {
    const valid = validate(har);
    assert.ok(valid, JSON.stringify(validate.errors));
  };
}

const assertValid = createValidator();

test('the validator refuses what is not an archive', () => {
  const har = toHar(fixtures.single());
  const entries = har.log.entries.map((entry) => ({ ...entry, time: 'long' }));
  assert.throws(() => {
    assertValid({ log: { ...har.log, entries } });
  });
});

test('every kind of trace becomes a valid archive', () => {
  for (const trace of [
    fixtures.single(),
    fixtures.noRequests(),
    fixtures.everyOutcome(),
    fixtures.damaged(),
    fixtures.conference(),
    fixtures.bounded(1_000, 20),
  ]) {
    const har = JSON.parse(JSON.stringify(toHar(trace))) as typeof toHar;
    assertValid(har);
  }
});

test('timings sum up to the time of their entry', () => {
  for (const { time, timings } of toHar(fixtures.everyOutcome()).log.entries) {
    assertSum(timings, time);
  }
  const [{ time, timings }] = toHar(stepByStep()).log.entries as [
    TraceHarEntry,
  ];
  assertSum(timings, time);
});

/** `connect` has the time of `ssl` in it, so that counts once. */
function assertSum(timings: TraceHarEntry['timings'], time: number): void {
  const parts = Object.values({ ...timings, ssl: 0 }).filter((ms) => ms >= 0);
  const sum = parts.reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(sum - time) < 1e-6);
}

test('name, TCP, TLS and body have timings where they were measured', () => {
  const har = toHar(stepByStep());
  assertValid(JSON.parse(JSON.stringify(har)));
  const [entry] = har.log.entries;
  assert.deepEqual(entry?.timings, {
    blocked: 2,
    dns: 3,
    connect: 25,
    ssl: 18,
    send: 50,
    wait: 90,
    receive: 20,
  });
  assert.equal(entry.request.bodySize, 5_000);
});

test('an entry says when, over which connection, and how long each phase took', () => {
  const [entry] = toHar(fixtures.everyOutcome()).log.entries;
  assert.ok(entry);
  assert.equal(entry.startedDateTime, '2026-03-14T09:26:53.002Z');
  assert.equal(entry.connection, '1');
  assert.equal(entry.response.status, 200);
  assert.equal(entry.response.statusText, 'OK');
  assert.equal(
    entry.response.content.mimeType,
    'application/json; charset=utf-8',
  );
  assert.equal(Math.round(entry.timings.connect), 139);
  assert.equal(Math.round(entry.timings.wait), 53);
  assert.deepEqual(entry.request.headers, [{ name: 'accept', value: '*/*' }]);
});

/** Chromium's own field, which the format allows. */
function errorOf({ response }: Entry): string | undefined {
  return (response as { _error?: string })._error;
}

test('a request without an answer has status 0 and says why', () => {
  const entries = toHar(fixtures.everyOutcome()).log.entries;
  const refused = entries[1];
  assert.equal(refused?.response.status, 0);
  assert.match(errorOf(refused) ?? '', /^ECONNREFUSED: /);
  assert.equal(refused.connection, undefined);
  assert.ok(entries[7]);
  assert.equal(errorOf(entries[7]), undefined, 'still running');
});

test('cookies and queries are taken apart', () => {
  const trace = fixtures.single();
  const requests = trace.requests.map((request) => ({
    ...request,
    url: 'http://127.0.0.1/?name=Mew&name=151',
    requestHeaders: [['Cookie', 'a=1; b=x=y']] as const,
    responseHeaders: [['set-cookie', 'session=42; Path=/; HttpOnly']] as const,
  }));
  const [entry] = toHar({ ...trace, requests }).log.entries;
  assert.deepEqual(entry?.request.queryString, [
    { name: 'name', value: 'Mew' },
    { name: 'name', value: '151' },
  ]);
  assert.deepEqual(entry.request.cookies, [
    { name: 'a', value: '1' },
    { name: 'b', value: 'x=y' },
  ]);
  assert.deepEqual(entry.response.cookies, [{ name: 'session', value: '42' }]);
});

test('each request is read a few times, however many there are', () => {
  for (const count of [50, 500]) {
    const trace = fixtures.bounded(count, 20);
    let reads = 0;
    const requests = trace.requests.map((request) => ({
      ...request,
      get endMs() {
        reads += 1;
        return request.endMs;
      },
    }));
    toHar({ ...trace, requests });
    assert.ok(reads <= 5 * count, `${reads} reads of ${count} requests`);
  }
});

test('an invalid URL is kept, and the archive stays valid', () => {
  const trace = fixtures.single();
  const requests = trace.requests.map((each) => ({ ...each, url: 'no url' }));
  const har = toHar({ ...trace, requests });
  assertValid(har);
  assert.equal(har.log.entries[0]?.request.url, 'about:invalid?no%20url');
});

test('the archive names the program that made it', () => {
  const { creator, version } = toHar(fixtures.noRequests()).log;
  assert.equal(version, '1.2');
  assert.equal(creator.name, 'async-lab');
  assert.match(creator.version, /^\d+\.\d+\.\d+/);
});
