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
      '[0,"m","Said"]',
    ].join('\n');
    const { events } = parseAsciicast(text);
    assert.deepEqual(events, [
      { seconds: 1.5, code: 'o', data: 'y' },
      { seconds: 1.5, code: 'm', data: 'Said' },
    ]);
  });

  test('of another version is refused, and says how to convert it', () => {
    const text = '{"version":2,"width":80,"height":18}\n[0.1,"o","x"]';
    assert.throws(() => parseAsciicast(text), /version 2.+asciinema convert/);
  });

  const header = '{"version":3,"term":{"cols":40,"rows":5}}';

  test('may have comments, empty lines and the line ends of Windows', () => {
    const text = `\ufeff${header}\r\n# a comment\r\n[0.1,"o","x"]\r\n\r\n[0.2,"m","first"]\r\n`;
    assert.deepEqual(parseAsciicast(text).events, [
      { seconds: 0.1, code: 'o', data: 'x' },
      { seconds: 0.3, code: 'm', data: 'first' },
    ]);
  });

  test('without markers gets one where its output ends', () => {
    const { events } = parseAsciicast(`${header}\n[1,"o","x"]\n[9,"x","0"]`);
    assert.deepEqual(events.at(-1), { seconds: 1, code: 'm', data: 'The end' });
  });

  test('that is resized is as large as it ever was', () => {
    const text = `${header}\n[0,"o","x"]\n[1,"r","80x4"]\n[1,"r","20x24"]`;
    const { columns, rows } = parseAsciicast(text);
    assert.deepEqual({ columns, rows }, { columns: 80, rows: 24 });
  });

  test('may hold events of kinds that are not known yet', () => {
    const text = `${header}\n[1,"o","x"]\n[1,"future",{"a":1}]\n[1,"m",""]`;
    assert.equal(parseAsciicast(text).events.length, 2);
  });

  const broken: readonly (readonly [string, RegExp])[] = [
    ['', /^Error: line 1 is not JSON$/],
    ['null', /line 1 is not the header of an asciicast of version 3/],
    ['{"version":3}', /line 1 does not say how large the terminal is/],
    [
      '{"version":3,"term":{"cols":0,"rows":5}}',
      /line 1 does not say how large/,
    ],
    [
      '{"version":3,"term":{"cols":"80","rows":5}}',
      /line 1 does not say how large/,
    ],
    [
      '{"version":3,"term":{"cols":1e9,"rows":5}}',
      /line 1 does not say how large/,
    ],
    [header, /it has no output to show/],
    [`${header}\n[1,"m","only a marker"]`, /it has no output to show/],
    [`${header}\n[1,"o"`, /line 2 is not JSON/],
    [`${header}\n\n{"o":1}`, /line 3 is not an event/],
    [`${header}\n["1","o","x"]`, /line 2 is not an event/],
    [`${header}\n[-1,"o","x"]`, /line 2 comes -1 s after the line before/],
    [`${header}\n[1e999,"o","x"]`, /line 2 comes Infinity s after/],
    [`${header}\n[1,"o",5]`, /line 2 is an event without its text/],
    [`${header}\n[1,"m"]`, /line 2 is an event without its text/],
    [`${header}\n[1,"r","wide"]`, /line 2 resizes the terminal to "wide"/],
    [`${header}\n[1,"r","0x0"]`, /line 2 resizes the terminal to "0x0"/],
  ];
  for (const [text, message] of broken) {
    test(`that cannot be shown is refused: ${JSON.stringify(text)}`, () => {
      assert.throws(() => parseAsciicast(text), message);
    });
  }
});
