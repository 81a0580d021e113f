import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CastEvent } from './asciicast.ts';
import { numberPorts, replaceAll, settle } from './normalise.ts';

function output(...pieces: [seconds: number, data: string][]): CastEvent[] {
  return pieces.map(([seconds, data]) => ({ seconds, code: 'o', data }));
}

function dataOf(events: readonly CastEvent[]): string[] {
  return events.map(({ data }) => data);
}

suite('a recording that is settled', () => {
  test('shows at once what comes within a tick', () => {
    const events = output([0.051, 'a'], [0.07, 'b'], [0.12, 'c']);
    assert.deepEqual(settle(events, 2), output([0.05, 'ab'], [0.1, 'c']));
  });

  test('is the same for runs that differ by little', () => {
    const one = output([0.31, 'a'], [4.2, 'b']);
    const other = output([0.33, 'a'], [4.4, 'b']);
    assert.deepEqual(settle(one, 10), settle(other, 10));
  });

  test('does not drift from the time that it took', () => {
    const pieces = Array.from({ length: 100 }, (_, index) => index * 0.06);
    const events = settle(
      output(...pieces.map((seconds): [number, string] => [seconds, 'x'])),
      2,
    );
    assert.equal(events.at(-1)?.seconds, 5.9);
  });

  test('has no waits that are longer than allowed', () => {
    const events = output([0, 'a'], [60, 'b'], [60.5, 'c']);
    const times = settle(events, 1.5).map(({ seconds }) => seconds);
    assert.deepEqual(times, [0, 1.5, 2]);
  });

  test('keeps markers where they are, and no output across one', () => {
    const events: CastEvent[] = [
      ...output([0, 'a']),
      { seconds: 0, code: 'm', data: 'Here' },
      ...output([0, 'b']),
    ];
    assert.deepEqual(settle(events, 2), events);
  });

  test('leaves out what is wiped before anybody sees it', () => {
    const events = output([0, '\r\u001b[K⠋ 1 s'], [0.01, '\r\u001b[K⠙ 2 s']);
    assert.deepEqual(dataOf(settle(events, 2)), ['\r\u001b[K⠙ 2 s']);
  });
});

suite('what would betray the machine', () => {
  test('is replaced even where it comes in pieces', () => {
    const events: CastEvent[] = [
      ...output([0, 'in /ho'], [1, 'm'], [2, 'e/me/x, /home']),
      { seconds: 2, code: 'm', data: '/home/me' },
      ...output([3, '/me!']),
    ];
    assert.deepEqual(dataOf(replaceAll(events, [[/\/home\/me/g, '~']])), [
      'in ~',
      '',
      '/x, ~',
      '/home/me',
      '!',
    ]);
  });

  test('is a port, numbered as they come and as long as it was', () => {
    const events = output(
      [0, 'http://127.0.0.1:51'],
      [1, '234/ and localhost:33001, [::1]:9000 '],
      [2, '127.0.0.1:51234:51234 but 12345 is none'],
    );
    assert.equal(
      dataOf(numberPorts(events)).join(''),
      'http://127.0.0.1:40001/ and localhost:40002, [::1]:8888 ' +
        '127.0.0.1:40001:40001 but 12345 is none',
    );
  });
});
