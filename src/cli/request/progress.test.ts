import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { renderProgress } from './progress.ts';

const screen = { columns: 80, colour: false };
const half = { bytes: 5_000_000, totalBytes: 10_000_000, seconds: 2 };

suite('the progress of a download', () => {
  test('shows how much has arrived, its speed and the time left', () => {
    const line = renderProgress(half, screen);
    assert.match(
      line,
      / {2}50 % {2}5\.0 MB of 10 MB, 2\.5 MB\/s, 2\.00 s left$/,
    );
    assert.equal(line.split('█').length, line.split('░').length);
  });

  test('has no bar if the length is unknown', () => {
    const line = renderProgress({ ...half, totalBytes: undefined }, screen);
    assert.equal(line, '5.0 MB, 2.5 MB/s');
  });

  test('makes sense at its start, at its end and for an empty body', () => {
    const start = renderProgress({ ...half, bytes: 0, seconds: 0 }, screen);
    assert.match(start, / {2}0 % {2}0 B of 10 MB, 0 B\/s$/);
    const end = renderProgress({ ...half, bytes: 10_000_000 }, screen);
    assert.match(end, /^█+ {2}100 % {2}10 MB of 10 MB, 5\.0 MB\/s$/);
    const nothing = { bytes: 0, totalBytes: 0, seconds: 1 };
    assert.match(renderProgress(nothing, screen), /0 B of 0 B, 0 B\/s$/);
  });

  test('is always narrower than the terminal', () => {
    for (let columns = 20; columns < 120; columns += 1) {
      const line = renderProgress(half, { columns, colour: false });
      assert.ok(line.length < columns, `${columns}: ${line}`);
    }
  });
});
