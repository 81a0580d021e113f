import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { interceptors, request, type Dispatcher } from 'undici';
import { startHeldLab, startTestLab, type TestLab } from '../fixture.ts';
import { hangLimitMs } from './delays.ts';
import { dealtFaults, faults } from './faults.ts';

interface Outcome {
  readonly status?: number;
  readonly text?: string;
  readonly headers?: Dispatcher.ResponseData['headers'];
  readonly code?: string;
}

/** What becomes of one request: an answer in whole, or an error's code. */
async function outcomeOf(
  url: string,
  dispatcher: Dispatcher,
  headers: Record<string, string> = {},
): Promise<Outcome> {
  try {
    const answer = await request(url, { dispatcher, headers });
    const text = await answer.body.text();
    return { status: answer.statusCode, text, headers: answer.headers };
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return { code: code ?? name };
  }
}

function urlOf(lab: TestLab, name: string): string {
  const fault = faults.find((candidate) => candidate.name === name);
  assert.ok(fault, name);
  const { broken } = lab.servers.description;
  const origin = fault.origin ? broken[fault.origin] : lab.origin('faults');
  return origin + fault.path;
}

async function outcomeOfFault(lab: TestLab, name: string): Promise<Outcome> {
  return outcomeOf(urlOf(lab, name), lab.agent);
}

suite('a fault', { timeout: 60_000 }, () => {
  for (const status of [400, 401, 404, 409, 429, 500, 502, 503]) {
    test(`may be an answer with status ${status}`, async () => {
      await using lab = await startTestLab();
      const outcome = await outcomeOfFault(lab, String(status));
      assert.equal(outcome.status, status);
    });
  }

  test('429 says when to come back, in seconds or as a date', async () => {
    await using lab = await startTestLab();
    const inSeconds = await outcomeOfFault(lab, '429');
    assert.equal(inSeconds.headers?.['retry-after'], '1');
    const asDate = await outcomeOfFault(lab, '429-date');
    const date = Date.parse(String(asDate.headers?.['retry-after']));
    assert.ok(date > Date.now() - 60_000 && date < Date.now() + 60_000);
  });

  for (const [name, code] of [
    ['hang-up', 'UND_ERR_SOCKET'],
    ['truncated-body', 'UND_ERR_SOCKET'],
    ['reset', 'ECONNRESET'],
    ['garbage', 'HTTPParserError'],
    ['oversize-headers', 'UND_ERR_HEADERS_OVERFLOW'],
    ['refused', 'ECONNREFUSED'],
    ['untrusted-certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['expired-certificate', 'CERT_HAS_EXPIRED'],
  ] as const) {
    test(`${name} is ${code} to a client`, async () => {
      await using lab = await startTestLab();
      assert.deepEqual(await outcomeOfFault(lab, name), { code });
    });
  }

  test('unknown-host has a name that is reserved for never existing', async () => {
    await using lab = await startTestLab();
    assert.match(urlOf(lab, 'unknown-host'), /^http:\/\/[a-z]+\.invalid\/$/);
  });

  test('slow-headers delays a normal answer', async () => {
    await using lab = await startHeldLab();
    const outcome = outcomeOfFault(lab, 'slow-headers');
    await lab.seen('faults', ({ inFlight }) => inFlight === 1);
    lab.clock.advance(1999);
    assert.equal((await lab.servers.stats()).faults?.inFlight, 1);
    lab.clock.advance(1);
    assert.equal((await outcome).status, 200);
  });

  test('slow-body arrives bit by bit, and complete in the end', async () => {
    await using lab = await startHeldLab();
    const url = urlOf(lab, 'slow-body');
    const { body } = await request(url, { dispatcher: lab.agent });
    const text = body.text();
    for (let drip = 1; drip <= 20; drip++) {
      const { bytesSent, inFlight } = await lab.seen('faults', () => true);
      assert.deepEqual([bytesSent, inFlight], [drip, 1]);
      lab.clock.advance(100);
    }
    assert.equal(await text, '.'.repeat(20));
    assert.equal((await lab.seen('faults', () => true)).inFlight, 0);
  });

  for (const name of ['hang', 'hang-in-body']) {
    test(`${name} lasts until its client goes away, which is counted`, async () => {
      await using lab = await startHeldLab();
      const abort = new AbortController();
      const { signal } = abort;
      const url = urlOf(lab, name);
      const text = request(url, { dispatcher: lab.agent, signal }).then(
        ({ body }) => body.text(),
      );
      await lab.seen('faults', (stats) => stats.faults[name] === 1);
      abort.abort();
      await assert.rejects(text, { name: 'AbortError' });
      const stats = await lab.seen('faults', ({ aborted }) => aborted === 1);
      assert.deepEqual([stats.inFlight, stats.connectionsOpen], [0, 0]);
    });

    test(`${name} does not last for ever`, async () => {
      await using lab = await startHeldLab();
      const outcome = outcomeOfFault(lab, name);
      await lab.seen('faults', (stats) => stats.faults[name] === 1);
      lab.clock.advance(hangLimitMs);
      assert.deepEqual(await outcome, { code: 'UND_ERR_SOCKET' });
    });
  }

  test('reset-in-body resets after half of the body has arrived', async () => {
    await using lab = await startHeldLab();
    const url = urlOf(lab, 'reset-in-body');
    const { body } = await request(url, { dispatcher: lab.agent });
    let received = 0;
    await assert.rejects(
      async () => {
        for await (const chunk of body) {
          received += (chunk as Buffer).length;
          lab.clock.advance(100);
        }
      },
      { code: 'ECONNRESET' },
    );
    assert.equal(received, 500);
  });

  test('wrong-content-type, broken-json and error-inside all say 200', async () => {
    await using lab = await startTestLab();
    const label = await outcomeOfFault(lab, 'wrong-content-type');
    assert.match(String(label.headers?.['content-type']), /^text\/html/);
    assert.deepEqual(
      Object.keys(JSON.parse(label.text ?? '') as object)[0],
      'id',
    );
    const broken = await outcomeOfFault(lab, 'broken-json');
    assert.throws(() => JSON.parse(broken.text ?? '') as unknown, SyntaxError);
    const inside = await outcomeOfFault(lab, 'error-inside');
    assert.match(inside.text ?? '', /"error"/);
    const statuses = [label, broken, inside].map(({ status }) => status);
    assert.deepEqual(statuses, [200, 200, 200]);
  });

  test('redirects lead along a chain, elsewhere, or round and round', async () => {
    await using lab = await startTestLab();
    const redirect = interceptors.redirect({
      maxRedirections: 5,
      throwOnMaxRedirect: true,
    });
    const follow = lab.agent.compose(redirect);
    const chain = await outcomeOf(urlOf(lab, 'redirect-chain'), follow);
    assert.equal(chain.text, 'Here, after 5 redirects.');
    const other = await outcomeOf(urlOf(lab, 'redirect-elsewhere'), follow);
    assert.match(other.text ?? '', /<h1>2009/);
    const stats = await lab.servers.stats();
    assert.equal(stats.years?.requests, 1);
    const loop = await outcomeOf(urlOf(lab, 'redirect-loop'), follow);
    assert.notEqual(loop.code, undefined);
  });

  test('throws is an error that only its own client notices', async () => {
    await using lab = await startTestLab();
    const outcome = await outcomeOfFault(lab, 'throws');
    assert.deepEqual(
      [outcome.status, outcome.text],
      [500, 'Internal Server Error'],
    );
  });

  test('is counted by name, and listed with a description', async () => {
    await using lab = await startTestLab();
    await outcomeOfFault(lab, '503');
    await outcomeOfFault(lab, '503');
    const stats = await lab.servers.stats();
    assert.deepEqual(stats.faults?.faults, { 503: 2 });
    const index = await outcomeOf(lab.origin('faults'), lab.agent);
    for (const { name, does } of faults) {
      assert.ok(index.text?.includes(`>${name}</a>`), name);
      assert.ok(does.length > 10, name);
    }
    assert.equal(new Set(faults.map(({ name }) => name)).size, faults.length);
    assert.equal(faults.length, dealtFaults.length + 4);
  });
});

suite('a fault that a request asks for', { timeout: 60_000 }, () => {
  const ids = Array.from({ length: 150 }, (_, index) => index + 1);

  /** The numbers of the Pokémon, of 150, whose request fails. */
  async function failing(
    lab: TestLab,
    order: readonly number[],
    query: string,
    headers: Record<string, string> = {},
  ): Promise<number[]> {
    const root = `${lab.origin('pokemon')}/api/v2/pokemon`;
    const outcomes = await Promise.all(
      order.map(async (id) => {
        const url = `${root}/${id}${query}`;
        const { status } = await outcomeOf(url, lab.agent, headers);
        return status === 200 ? [] : [id];
      }),
    );
    return outcomes.flat().sort((a, b) => a - b);
  }

  const query = '?fault=503,hang-up,reset&p=0.2&seed=7';

  test('hits a fifth of 150 requests, the same ones in any order', async () => {
    await using lab = await startTestLab();
    const first = await failing(lab, ids, query);
    assert.ok(first.length >= 20 && first.length <= 40, `${first.length}`);
    lab.servers.reset();
    assert.deepEqual(await failing(lab, ids.toReversed(), query), first);
    const { pokemon } = await lab.servers.stats();
    const dealt = Object.values(pokemon?.faults ?? {});
    assert.equal(dealt.length, 3, 'every kind was dealt');
    assert.equal(
      dealt.reduce((sum, count) => sum + count),
      first.length,
    );
  });

  test('hits other requests with another seed', async () => {
    await using lab = await startTestLab();
    const seven = await failing(lab, ids, '?fault=500&p=0.2&seed=7');
    const eight = await failing(lab, ids, '?fault=500&p=0.2&seed=8');
    assert.notDeepEqual(eight, seven);
  });

  test('lets a second attempt succeed with the same probability', async () => {
    await using lab = await startTestLab();
    let left = ids;
    const counts: number[] = [];
    for (let attempt = 1; attempt <= 6; attempt++) {
      left = await failing(lab, left, query);
      counts.push(left.length);
    }
    assert.ok((counts[1] ?? 150) < (counts[0] ?? 0) / 2, String(counts));
    assert.equal(counts.at(-1), 0, String(counts));
  });

  test('may be in a header, which leaves the URL as it is', async () => {
    await using lab = await startTestLab();
    const headers = { 'x-fault': '500, reset; p=0.2; seed=7' };
    const struck = await failing(lab, ids, '', headers);
    assert.ok(struck.length >= 20 && struck.length <= 40, `${struck.length}`);
  });

  test('is certain without a probability, and uses the lab’s seed', async () => {
    await using lab = await startTestLab();
    assert.equal((await failing(lab, ids, '?fault=404')).length, 150);
    assert.equal((await failing(lab, ids, '?fault=404&p=0')).length, 0);
    const own = await failing(lab, ids, '?fault=500&p=0.5');
    assert.ok(own.length > 50 && own.length < 100);
  });

  for (const [query, problem] of [
    ['fault=nonsense', /^There is no fault "nonsense" .* 503, /],
    ['fault=refused', /^There is no fault "refused"/],
    ['fault=', /^There is no fault ""/],
    ['fault=500&p=2', /must be a number from 0 to 1/],
    ['fault=500&p=often', /must be a number from 0 to 1/],
    ['fault=500&seed=x', /must be a whole number/],
  ] as const) {
    test(`that is invalid gets a 400: ${query}`, async () => {
      await using lab = await startTestLab();
      const url = `${lab.origin('years')}/2009?${query}`;
      const { status, text } = await outcomeOf(url, lab.agent);
      assert.equal(status, 400);
      assert.match(text ?? '', problem);
    });
  }
});
