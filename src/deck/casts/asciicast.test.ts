import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseAsciicast, renderAsciicast, type Cast } from './asciicast.ts';

const cast: Cast = {
  title: 'A “greeting”',
  columns: 80,
  rows: 18,
  events: [
    { seconds: 0, code: 'o', data: '\u001b[1m$\u001b[0m ' },
    { seconds: 0.55, code: 'o', data: 'é\r\n' },
    { seconds: 0.55, code: 'm', data: 'Said' },
    { seconds: 2.05, code: 'o', data: 'done' },
  ],
};

suite('an asciicast', () => {
  test('is a header and a line an event, each timed from the one before', () => {
    assert.deepEqual(renderAsciicast(cast).split('\n'), [
      '{"version":3,"term":{"cols":80,"rows":18},"title":"A “greeting”"}',
      String.raw`[0,"o","\u001b[1m$\u001b[0m "]`,
      String.raw`[0.55,"o","é\r\n"]`,
      '[0,"m","Said"]',
      '[1.5,"o","done"]',
      '',
    ]);
  });

  test('is read as it was written', () => {
    assert.deepEqual(parseAsciicast(renderAsciicast(cast)), cast);
  });

  test('may hold comments and what is not shown, whose time counts', () => {
    const text = [
      '{"version":3,"term":{"cols":4,"rows":2}}',
      '# a comment',
      '[1,"i","x"]',
      '[0.5,"o","y"]',
    ].join('\n');
    const { events } = parseAsciicast(text);
    assert.deepEqual(events, [{ seconds: 1.5, code: 'o', data: 'y' }]);
  });

  test('that is broken is refused, with its line', () => {
    const bad: [string, RegExp][] = [
      ['', /^Error: line 1 is not JSON/],
      [
        '{"version":2}',
        /line 1 is not the header of an asciicast of version 3/,
      ],
      ['{"version":3}\n[1,"o"', /line 2 is not JSON/],
      ['{"version":3}\n\n{"o":1}', /line 3 is not an event/],
    ];
    for (const [text, message] of bad) {
      assert.throws(() => parseAsciicast(text), message);
    }
  });
});
