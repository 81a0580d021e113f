import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { compare } from './compare.ts';
import { predict } from './predict.ts';
import { show } from './show.ts';
import { sweep } from './sweep.ts';
import { live, timed } from './timed.ts';

interface Shown {
  readonly html: string;
  readonly text: string;
  readonly id: string | undefined;
}

/** What a notebook would show; this list stands in for the kernel. */
const shown: Shown[] = [];
let abort = new AbortController();
const kernelKey = Symbol.for('async-lab.kernel');
const globals = globalThis as unknown as Record<symbol, unknown>;

let server: Server;
let url: string;

before(async () => {
  globals[kernelKey] = {
    get signal() {
      return abort.signal;
    },
    cellId: 'the cell',
    publish(bundle: Record<string, string>, id?: string) {
      const { 'text/html': html = '', 'text/plain': text = '' } = bundle;
      shown.push({ html, text, id });
    },
  };
  server = createServer((_, response) => response.end('here you are'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => shown.splice(0));

after(() => {
  Reflect.deleteProperty(globals, kernelKey);
  server.closeAllConnections();
  server.close();
});

async function ask(): Promise<string> {
  const { body } = await request(url);
  return body.text();
}

function last(): Shown {
  const output = shown.at(-1);
  assert.ok(output, 'something is shown');
  return output;
}

suite('timed', () => {
  test('returns the result, the trace and its summary', async () => {
    const measurement = await timed('one', ask);
    assert.equal(measurement.result, 'here you are');
    assert.equal(measurement.name, 'one');
    assert.equal(measurement.requests, 1);
    assert.equal(measurement.trace.requests.length, 1);
  });

  test('shows a picture and the same in text', async () => {
    await timed('one', ask);
    assert.equal(shown.length, 1);
    assert.match(last().html, /<svg/);
    assert.match(last().text, /^one: 1 request/);
  });

  test('repeats, and gives the median run', async () => {
    let runs = 0;
    const measurement = await timed(
      'three',
      () => {
        runs += 1;
        return ask();
      },
      { repeat: 3 },
    );
    assert.equal(runs, 3);
    assert.equal(measurement.requests, 1);
    assert.equal(measurement.times.count, 3);
    assert.equal(measurement.seconds, measurement.times.median);
    assert.match(last().text, /Run 3 times: median/);
  });

  test('shows how far it is from the model', async () => {
    await timed('one', ask, { idealSeconds: 1000 });
    assert.match(last().text, /The model of the lab gives 1000.00 s/);
  });

  test('throws what the work throws, and shows what happened', async () => {
    const failure = new Error('not today');
    const work = timed('failing', async () => {
      await ask();
      throw failure;
    });
    await assert.rejects(work, (error) => error === failure);
    assert.match(last().text, /^failing, which failed: 1 request/);
  });

  test('refuses to repeat 0 times', async () => {
    await assert.rejects(timed('none', ask, { repeat: 0 }), RangeError);
  });
});

suite('live', () => {
  test('shows an empty picture first and the complete one last', async () => {
    await live('one', ask);
    const [first] = shown;
    assert.match(first?.text ?? '', /^one: No request/);
    assert.match(last().text, /^one: 1 request/);
    assert.ok(shown.every(({ id }) => id === first?.id && id !== undefined));
  });

  test('draws while the work runs', async () => {
    await live('waiting', async () => {
      await ask();
      while (shown.length < 3) await new Promise(setImmediate);
    });
    assert.match(shown[1]?.text ?? '', /^waiting: 1 request/);
  });

  test('stops recording when the cell is interrupted', async () => {
    let heldBack = () => {};
    const done = live('given up', async () => {
      await new Promise<void>((resolve) => (heldBack = resolve));
      return ask();
    });
    while (shown.length < 2) await new Promise(setImmediate);
    abort.abort();
    abort = new AbortController();
    heldBack();
    assert.equal((await done).requests, 0);
  });

  test('stops drawing when it is over', async () => {
    await assert.rejects(live('failing', () => Promise.reject(new Error())));
    const count = shown.length;
    await new Promise((resolve) => setTimeout(resolve, 250));
    assert.equal(shown.length, count);
  });
});

suite('predict', () => {
  test('is compared with the measurement of the same name', async () => {
    predict('guessed', { requests: 3, connections: 1 });
    assert.match(last().text, /Noted for “guessed”: requests: 3/);
    await timed('guessed', ask);
    assert.match(last().text, /requests +3 +1 +3.0 times too high/);
    assert.match(last().text, /connections +1 +1 +exactly/);
  });

  test('names what can be predicted when the guess is something else', () => {
    const guess = { minutes: 3 } as object;
    assert.throws(() => {
      predict('wrong', guess);
    }, /one of these: seconds, requests/);
  });
});

test('a cell shows its steps on demand, below its picture', async () => {
  await timed('two turns', () => sleep(1), { steps: true });
  const { html, text } = shown.at(-1) ?? { html: '', text: '' };
  assert.match(html, /<step-explorer data-name="two turns">/);
  assert.match(text, /A new turn begins: timer, 1 ms/);
});

test('compare says what each of two runs with requests waited for', async () => {
  const get = async () => (await request(url)).body.dump();
  const a = await timed('one', get);
  const b = await timed('two', async () => {
    await get();
    await get();
  });
  compare(a, b);
  const { html, text } = shown.at(-1) ?? { html: '', text: '' };
  assert.match(html, /<chain-explorer data-name="one, two">/);
  assert.match(text, /one spent .* of its .* on /);
  assert.match(text, /two spent .*, in a chain of 2 of its 2 requests/);
});

test('compare shows each measurement next to the first', async () => {
  const [a, b] = [await timed('a', ask), await timed('b', ask)];
  compare(a, b);
  assert.match(last().html, /<svg/);
  assert.match(last().text, /a .*\n.*b /s);
});

test('compare says where it cannot tell which is faster', async () => {
  const a = await timed('a', ask, { repeat: 3 });
  compare(a, { ...a, name: 'b' });
  assert.match(last().text, /too noisy to tell/);
});

test('sweep draws a point for each bound as it is measured', async () => {
  const points = await sweep([1, 2, 4], ask);
  assert.deepEqual(
    points.map(({ bound }) => bound),
    [1, 2, 4],
  );
  assert.ok(shown.length >= 3);
  assert.match(last().html, /<svg/);
});

suite('show', () => {
  test('shows a measurement or a trace as a picture', async () => {
    const measurement = await timed('one', ask);
    show(measurement);
    assert.match(last().html, /<svg/);
    show(measurement.trace);
    assert.match(last().html, /<svg/);
  });

  test('shows objects as a table, escaped', () => {
    show([{ name: '<mew>', id: 151 }]);
    assert.match(last().html, /<td[^>]*>&lt;mew&gt;<\/td>/);
    assert.equal(last().text, 'name   id\n<mew>  151');
  });

  test('shows an object with a row for each property', () => {
    show({ height: 4, weight: 40 });
    assert.equal(last().text, 'name    value\nheight  4\nweight  40');
  });

  test('shows null as text', () => {
    show(null);
    assert.equal(last().text, 'null');
  });
});
