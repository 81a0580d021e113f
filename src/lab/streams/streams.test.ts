import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { suite, test } from 'node:test';
import { request } from 'undici';
import { startHeldLab, startTestLab, type TestLab } from '../fixture.ts';
import { createPieces } from './download.ts';
import { parseRange } from './range.ts';
import { createRowPieces } from './rows.ts';
import { uploadLimitBytes } from './upload.ts';

function get(
  lab: TestLab,
  path: string,
  options: { headers?: Record<string, string>; method?: 'GET' | 'HEAD' } = {},
) {
  const url = lab.origin('streams') + path;
  return request(url, { dispatcher: lab.agent, ...options });
}

async function transferOf(lab: TestLab) {
  const { transfers } = await lab.seen('streams', () => true);
  const transfer = transfers.at(-1);
  assert.ok(transfer);
  return transfer;
}

suite('rows', { timeout: 60_000 }, () => {
  test('arrive one by one at their interval', async () => {
    await using lab = await startHeldLab();
    const { body, headers } = await get(lab, '/rows?count=5&everyMs=100');
    assert.equal(headers['content-type'], 'application/x-ndjson');
    const text = body.text();
    let previousBytes = 0;
    for (let row = 1; row <= 5; row++) {
      const { bytesSent } = await lab.seen('streams', () => true);
      assert.ok(bytesSent > previousBytes, `row ${row}`);
      previousBytes = bytesSent;
      lab.clock.advance(100);
    }
    const rows = (await text).trimEnd().split('\n');
    const numbers = rows.map((row) => (JSON.parse(row) as { row: number }).row);
    assert.deepEqual(numbers, [1, 2, 3, 4, 5]);
  });

  test('are cut inside a letter by every piece except the last', () => {
    const nextPiece = createRowPieces(3);
    const pieces = [nextPiece(), nextPiece(), nextPiece(), nextPiece()];
    const texts = pieces.map((piece) => String(piece));
    assert.ok(texts[0]?.endsWith('\uFFFD') && texts[1]?.endsWith('\uFFFD'));
    assert.equal(pieces[3], undefined);
    const whole = Buffer.concat(
      pieces.slice(0, 3).map((piece) => piece ?? Buffer.alloc(0)),
    );
    assert.match(whole.toString(), /^({"row":\d,"kind":"Pokémon",.*}\n){3}$/);
  });

  test('arrive complete as fast as they are read, even ten thousand', async () => {
    await using lab = await startTestLab();
    const { body } = await get(lab, '/rows?count=10000&everyMs=0');
    const rows = (await body.text()).trimEnd().split('\n');
    assert.equal(rows.length, 10_000);
  });

  test('stop when their reader goes away', async () => {
    await using lab = await startHeldLab();
    const { body } = await get(lab, '/rows?everyMs=10');
    body.on('error', () => undefined);
    body.destroy();
    const { inFlight } = await lab.seen(
      'streams',
      (stats) => stats.aborted === 1,
    );
    assert.equal(inFlight, 0);
  });
});

suite('a download', { timeout: 60_000 }, () => {
  test('has a length, and the bytes that it announced', async () => {
    await using lab = await startTestLab();
    const { headers, body } = await get(lab, '/download?bytes=1000003');
    assert.equal(headers['content-length'], '1000003');
    assert.equal(headers['accept-ranges'], 'bytes');
    assert.equal((await body.arrayBuffer()).byteLength, 1_000_003);
    const transfer = await transferOf(lab);
    assert.deepEqual([transfer.state, transfer.bytes], ['done', 1_000_003]);
  });

  test('comes in parts that make up the whole', async () => {
    await using lab = await startTestLab();
    const path = '/download?bytes=200001';
    const whole = Buffer.from(await (await get(lab, path)).body.arrayBuffer());
    const parts: Buffer[] = [];
    for (const range of ['bytes=0-99999', 'bytes=100000-199999', 'bytes=-1']) {
      const part = await get(lab, path, { headers: { range } });
      assert.equal(part.statusCode, 206);
      assert.match(
        String(part.headers['content-range']),
        /^bytes \d+-\d+\/200001$/,
      );
      parts.push(Buffer.from(await part.body.arrayBuffer()));
    }
    const hashes = [whole, Buffer.concat(parts)].map((bytes) =>
      createHash('sha256').update(bytes).digest('hex'),
    );
    assert.equal(hashes[0], hashes[1]);
  });

  test('refuses a range beyond its end', async () => {
    await using lab = await startTestLab();
    const headers = { range: 'bytes=100-' };
    const answer = await get(lab, '/download?bytes=100', { headers });
    await answer.body.dump();
    assert.equal(answer.statusCode, 416);
    assert.equal(answer.headers['content-range'], 'bytes */100');
  });

  test('waits for a reader that does not read, and records where', async () => {
    await using lab = await startHeldLab();
    const { body } = await get(lab, '/download?bytes=200000000');
    let before = -1;
    let { bytes } = await transferOf(lab);
    // Until the buffers between the two are full.
    while (bytes !== before) {
      before = bytes;
      await new Promise((resolve) => setTimeout(resolve, 50));
      ({ bytes } = await transferOf(lab));
    }
    assert.ok(bytes < 100_000_000, `${bytes} bytes were sent ahead`);
    lab.clock.advance(5000);
    await body.dump({ limit: 1e9 });
    const transfer = await transferOf(lab);
    assert.deepEqual([transfer.state, transfer.bytes], ['done', 200_000_000]);
    const pause = transfer.pauses.find(
      ({ lastedSeconds }) => lastedSeconds >= 5,
    );
    assert.ok(pause && pause.atBytes >= bytes && pause.atBytes < 100_000_000);
  });

  test('is marked as aborted when its reader goes away', async () => {
    await using lab = await startTestLab();
    const { body } = await get(lab, '/download?bytes=200000000');
    body.on('error', () => undefined);
    body.destroy();
    await lab.seen('streams', ({ aborted }) => aborted === 1);
    const transfer = await transferOf(lab);
    assert.equal(transfer.state, 'aborted');
    assert.ok(transfer.bytes < 200_000_000);
  });

  test('gives HEAD its length and nothing else', async () => {
    await using lab = await startTestLab();
    for (const path of ['/download?bytes=5000', '/rows', '/events']) {
      const { statusCode, body } = await get(lab, path, { method: 'HEAD' });
      assert.deepEqual([statusCode, await body.text()], [200, '']);
    }
    assert.deepEqual((await lab.seen('streams', () => true)).transfers, []);
  });

  test('is made of pieces that fit together from any offset', () => {
    const [whole, part] = [
      { first: 0, last: 200_000 },
      { first: 70_001, last: 140_000 },
    ].map((range) => {
      const nextPiece = createPieces(range);
      const pieces: Buffer[] = [];
      for (let piece = nextPiece(); piece; piece = nextPiece()) {
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    });
    assert.ok(whole && part);
    assert.deepEqual(part, whole.subarray(70_001, 140_001));
  });
});

suite('parseRange', () => {
  for (const [header, expected] of [
    [undefined, undefined],
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=90-1000', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-0', undefined],
    ['bytes=0-1,5-6', undefined],
    ['lines=1-2', undefined],
  ] as const) {
    test(`reads ${String(header)}`, () => {
      assert.deepEqual(parseRange(header, 100), expected);
    });
  }
});

suite('events', { timeout: 60_000 }, () => {
  async function idsOf(body: AsyncIterable<unknown>): Promise<number[]> {
    let text = '';
    for await (const chunk of body) text += String(chunk);
    return [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
  }

  test('are numbered, and arrive at their interval', async () => {
    await using lab = await startHeldLab();
    const { body, headers } = await get(lab, '/events?count=3&everyMs=100');
    assert.equal(headers['content-type'], 'text/event-stream');
    const ids = idsOf(body);
    for (let sent = 1; sent <= 3; sent++) {
      lab.clock.advance(100);
      await lab.seen('streams', ({ events }) => events.sent === sent);
    }
    assert.deepEqual(await ids, [1, 2, 3]);
  });

  test('continue where a client left off, which is counted', async () => {
    await using lab = await startTestLab({ scale: 0.01 });
    const path = '/events?count=5&everyMs=1&cutAfter=2';
    const seen: number[] = [];
    for (let visit = 1; visit <= 4; visit++) {
      const lastId = seen.at(-1);
      const headers: Record<string, string> =
        lastId === undefined ? {} : { 'last-event-id': String(lastId) };
      const { statusCode, body } = await get(lab, path, { headers });
      assert.equal(statusCode, visit === 4 ? 204 : 200);
      seen.push(...(await idsOf(body)));
    }
    assert.deepEqual(seen, [1, 2, 3, 4, 5]);
    const { events } = await lab.seen('streams', () => true);
    assert.deepEqual(events, { opened: 4, reconnects: 3, open: 0, sent: 5 });
  });
});

suite('an upload', { timeout: 60_000 }, () => {
  function put(lab: TestLab, path: string, body: Buffer | Readable) {
    const url = lab.origin('streams') + path;
    return request(url, { method: 'PUT', body, dispatcher: lab.agent });
  }

  test('is counted, even beyond the limit of other sites', async () => {
    await using lab = await startTestLab();
    const { body } = await put(lab, '/upload', Buffer.alloc(5_000_000));
    const { bytes, chunks } = (await body.json()) as Record<string, number>;
    assert.equal(bytes, 5_000_000);
    assert.ok(chunks && chunks > 1);
    const transfer = await transferOf(lab);
    assert.deepEqual([transfer.kind, transfer.state], ['upload', 'done']);
  });

  test('to a slow reader makes its sender wait', async () => {
    await using lab = await startHeldLab();
    let producedBytes = 0;
    function* produce() {
      for (let piece = 0; piece < 1000; piece++) {
        producedBytes += 65_536;
        yield Buffer.alloc(65_536);
      }
    }
    const path = '/upload?bytesPerSecond=65536';
    const answer = put(lab, path, Readable.from(produce()));
    let before = -1;
    while (producedBytes !== before) {
      before = producedBytes;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(producedBytes < 65_536_000 / 2, `${producedBytes}`);
    const { bytes } = await transferOf(lab);
    assert.ok(bytes <= 65_536, `${bytes} bytes were read before any time`);
    while ((await lab.seen('streams', () => true)).inFlight > 0) {
      lab.clock.advance(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { body } = await answer;
    assert.deepEqual(
      ((await body.json()) as { bytes: number }).bytes,
      65_536_000,
    );
  });

  test('whose announced length exceeds the limit is refused', async () => {
    await using lab = await startTestLab();
    const { statusCode, body } = await request(
      `${lab.origin('streams')}/upload`,
      {
        method: 'PUT',
        headers: { 'content-length': String(uploadLimitBytes + 1) },
        // Far less than that is sent until the refusal is there.
        body: new Readable({
          read() {
            setImmediate(() => this.push(Buffer.alloc(1000)));
          },
        }),
        dispatcher: lab.agent,
      },
    );
    assert.equal(statusCode, 413);
    body.on('error', () => undefined);
    body.destroy();
  });

  test('that breaks off is recorded with the bytes that arrived', async () => {
    await using lab = await startTestLab();
    const source = new Readable({ read: () => undefined });
    source.push(Buffer.alloc(1000));
    const answer = put(lab, '/upload', source);
    while (
      (await lab.seen('streams', ({ inFlight }) => inFlight === 1)).transfers[0]
        ?.bytes !== 1000
    );
    source.destroy(new Error('No more of it.'));
    await assert.rejects(answer);
    await lab.seen('streams', ({ aborted }) => aborted === 1);
    const { state, bytes } = await transferOf(lab);
    assert.deepEqual([state, bytes], ['aborted', 1000]);
  });
});

suite('the site of streams', { timeout: 60_000 }, () => {
  for (const path of [
    '/rows?count=-1',
    '/rows?count=1e9',
    '/rows?everyMs=fast',
    '/download?bytes=0',
    '/download?bytes=99999999999',
    '/events?everyMs=0',
  ]) {
    test(`says why ${path} is invalid`, async () => {
      await using lab = await startTestLab();
      const { statusCode, body } = await get(lab, path);
      assert.equal(statusCode, 400);
      assert.match(
        await body.text(),
        /^\w+ must be a whole number from \d+ to \d+\.$/,
      );
    });
  }

  test('answers 405 to methods that are not allowed', async () => {
    await using lab = await startTestLab();
    for (const [method, path] of [
      ['GET', '/upload'],
      ['PUT', '/rows'],
      ['DELETE', '/'],
    ] as const) {
      const url = lab.origin('streams') + path;
      const dispatcher = lab.agent;
      const { statusCode, body } = await request(url, { method, dispatcher });
      await body.dump();
      assert.equal(statusCode, 405, `${method} ${path}`);
    }
  });
});
