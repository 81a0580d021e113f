import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compareMoments, mask } from './compare.ts';
import { replay, type Moment } from './screen.ts';

function momentsOf(...screens: [label: string, output: string][]) {
  const events = screens.flatMap(([label, data], seconds) => [
    { seconds, code: 'o' as const, data },
    { seconds, code: 'm' as const, data: label },
  ]);
  return replay({ title: '', columns: 60, rows: 4, events });
}

const none: readonly Moment[] = [];

suite('the screens of two runs', () => {
  test('are the same where only times and ports differ', async () => {
    const one = await momentsOf(
      ['Ready', 'at http://127.0.0.1:40001/ in 9.5 s, 12 ms\r\n'],
      ['Done', '1.0× as fast  connect;dur=1.5  Sat, 21 Nov 2026 18:02:27 GMT'],
    );
    const other = await momentsOf(
      ['Ready', 'at http://127.0.0.1:8888/ in 10.25 s, 9 ms\r\n'],
      ['Done', '22.5× as slow  connect;dur=22  Sun, 22 Nov 2026 08:00:00 GMT'],
    );
    assert.deepEqual(compareMoments(one, other), []);
  });

  test('differ by lines, each named with its marker', async () => {
    const one = await momentsOf(['Ready', 'one\r\ntwo\r\n'], ['Done', 'three']);
    const other = await momentsOf(['Ready', 'one\r\n2\r\n'], ['Done', 'three']);
    assert.deepEqual(compareMoments(one, other), [
      'marker 1, “Ready”, line 2\n    recorded: two\n    now:      2',
    ]);
  });

  test('differ where the scene has other markers', async () => {
    const one = await momentsOf(['Ready', '']);
    assert.deepEqual(compareMoments(one, none), [
      'its markers are “Ready”, but the scene has none',
    ]);
  });

  test('may differ where a scene says so', () => {
    assert.equal(mask('███▏ 3', [[/█*▏/g, '~']]), '~ 3');
  });
});
