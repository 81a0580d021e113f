import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { traceOf } from '../fixtures/trace-of.ts';
import { phasesOf } from '../analyse/phases.ts';
import { renderWaterfall } from '../render/trace-figure.ts';
import type { Trace } from '../trace.ts';
import { mergeServerLog } from './merge-server-log.ts';
import type { LoggedRequest, ServerLog, SiteLog } from './server-log.ts';

/** Three requests in turn over one connection, all to the same address. */
function inTurn(): Trace {
  const path = '/mew?a=%20b';
  const trace = traceOf(
    [100, 200, 300].map((sentMs) => ({
      queuedMs: 0,
      sentMs,
      headersMs: sentMs + 80,
      endMs: sentMs + 90,
      connectionId: 1,
      path,
    })),
    { durationMs: 400 },
  );
  const connections = trace.connections.map((each) => ({
    ...each,
    openingMs: 50,
    localPort: 40_001,
    remotePort: 8080,
  }));
  return { ...trace, connections };
}

function loggedAt(arrivedMs: number): LoggedRequest {
  return {
    method: 'GET',
    path: '/mew?a=%20b',
    arrivedMs,
    turnMs: arrivedMs + 20,
    answeredMs: arrivedMs + 60,
    endedMs: arrivedMs + 60,
    abandonedMs: null,
    pauses: [],
  };
}

/** The server's clock began to count 10 s before the recording. */
const aheadMs = 10_000;

function siteOf(
  trace: Trace,
  requests: readonly LoggedRequest[],
  others: Partial<SiteLog> = {},
): SiteLog {
  const times = { acceptedMs: 10_060, turnMs: 10_070, openMs: 10_090 };
  return {
    port: 8080,
    originEpochMs: trace.startedAtEpochMs - aheadMs,
    forgottenUntilMs: null,
    connections: [{ clientPort: 40_001, opening: times, requests }],
    ...others,
  };
}

function merged(trace: Trace, site: SiteLog, clockErrorMs = 0): Trace {
  const log: ServerLog = { sites: [site], clockErrorMs };
  return mergeServerLog(trace, log);
}

/** Arrivals are asked about only to the microsecond that time since 1970 has. */
function arrivals({ requests }: Trace) {
  return requests.map(({ server }) => server && Math.round(server.arrivedMs));
}

suite('a log of servers and a trace', () => {
  test('are brought together by connection and order', () => {
    const trace = inTurn();
    const requests = [10_110, 10_210, 10_310].map(loggedAt);
    const both = merged(trace, siteOf(trace, requests));
    assert.deepEqual(arrivals(both), [110, 210, 310]);
    const [, second] = both.requests;
    assert.deepEqual(
      [second?.server?.turnMs, second?.server?.answeredMs]
        .map(Number)
        .map(Math.round),
      [230, 270],
    );
    assert.equal(Math.round(both.connections[0]?.server?.turnMs ?? 0), 70);
    assert.equal(JSON.stringify(both), JSON.stringify(structuredClone(both)));
  });

  test('say when a connection was open, even without an answer', () => {
    const trace = inTurn();
    const [first] = trace.requests;
    assert.ok(first);
    const unanswered = { ...first, headersMs: null, status: null };
    const one = { ...trace, requests: [unanswered] };
    const site = siteOf(one, [loggedAt(10_110)]);
    const opened = (openMs: number) => {
      const connections = site.connections.map((each) => ({
        ...each,
        opening: { acceptedMs: 10_060, turnMs: 10_070, openMs },
      }));
      const both = merged(one, { ...site, connections });
      const [connection] = both.connections;
      const phases = phasesOf(unanswered, connection, both.durationMs);
      return phases.map(({ phase, endMs }) => [phase, Math.round(endMs)]);
    };
    const queue = [
      ['queued', 50],
      ['opening', 150],
      ['waiting', 190],
    ];
    assert.deepEqual(opened(10_150), queue);
    // One that was still being opened when its client left.
    assert.deepEqual(opened(10_500).at(-1), ['opening', 190]);
  });

  test('leave out what arrived before, from someone else', () => {
    const trace = inTurn();
    const requests = [10_050, 10_099, 10_110, 10_210, 10_310].map(loggedAt);
    const both = merged(trace, siteOf(trace, requests));
    assert.deepEqual(arrivals(both), [110, 210, 310]);
  });

  test('may lack a request: the others keep their own', () => {
    const trace = inTurn();
    const both = merged(trace, siteOf(trace, [10_210, 10_310].map(loggedAt)));
    // No later than the answer that the client has.
    assert.deepEqual(arrivals(both), [undefined, 210, 310]);
  });

  test('do not mix methods and paths', () => {
    const trace = inTurn();
    const other = { ...loggedAt(10_105), path: '/ditto' };
    const put = { ...loggedAt(10_106), method: 'PUT' };
    const requests = [other, put, loggedAt(10_110)];
    const both = merged(trace, siteOf(trace, requests));
    assert.deepEqual(arrivals(both), [110, undefined, undefined]);
  });

  test('agree within the error of the server’s clock', () => {
    const trace = inTurn();
    const site = siteOf(trace, [10_097, 10_197, 10_297].map(loggedAt));
    assert.deepEqual(arrivals(merged(trace, site, 5)), [97, 197, 297]);
  });

  test('know that a port was used again', () => {
    const trace = inTurn();
    const requests = [10_110, 10_210, 10_310].map(loggedAt);
    const { connections } = siteOf(trace, requests);
    const earlier = connections.map((each) => ({
      ...each,
      requests: [loggedAt(10_020)],
    }));
    const later = connections.map((each) => ({
      ...each,
      requests: [loggedAt(10_390)],
    }));
    const all = [...earlier, ...connections, ...later];
    const site = siteOf(trace, [], { connections: all });
    const both = merged(trace, site);
    assert.deepEqual(arrivals(both), [110, 210, 310]);
    assert.equal(Math.round(both.connections[0]?.server?.openMs ?? 0), 90);
  });

  test('leave out what happened after the recording', () => {
    const answered = inTurn();
    const running = { headersMs: null, endMs: null, status: null };
    const trace = {
      ...answered,
      requests: answered.requests.map((each) =>
        each.id === 3 ? { ...each, ...running } : each,
      ),
    };
    const late = {
      ...loggedAt(10_395),
      pauses: [{ fromMs: 10_398, toMs: 10_500 }],
    };
    const requests = [loggedAt(10_110), loggedAt(10_210), late];
    const [, , third] = merged(trace, siteOf(trace, requests)).requests;
    const { turnMs, answeredMs, pauses } = third?.server ?? {};
    assert.deepEqual([turnMs, answeredMs], [null, null]);
    assert.deepEqual(
      pauses?.map(({ toMs }) => toMs),
      [null],
    );
    const unseen = [10_110, 10_210, 10_401].map(loggedAt);
    const both = merged(trace, siteOf(trace, unseen));
    assert.deepEqual(arrivals(both), [110, 210, undefined]);
  });

  test('say how much the server has forgotten, and so does the picture', () => {
    const trace = inTurn();
    const site = siteOf(trace, [loggedAt(10_310)], {
      forgottenUntilMs: 10_250,
    });
    const both = merged(trace, site);
    assert.equal(both.forgottenByServers, 2);
    assert.deepEqual(arrivals(both), [undefined, undefined, 310]);
    assert.match(renderWaterfall(both), /of 2, the server’s side is forgotten/);
  });

  test('have nothing in common where the ports differ', () => {
    const trace = inTurn();
    const requests = [loggedAt(10_110)];
    for (const site of [
      siteOf(trace, requests, { port: 8081, forgottenUntilMs: 10_400 }),
      siteOf(trace, requests, { connections: [] }),
    ]) {
      assert.deepEqual(merged(trace, site), trace);
    }
  });
});
