import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isDirective, parseDirective } from './directive.ts';

suite('A directive', () => {
  const read: [line: string, directive: object][] = [
    [
      '::code src/a.ts#region steps=one,two',
      {
        kind: 'code',
        at: { file: 'src/a.ts', region: 'region' },
        steps: ['one', 'two'],
      },
    ],
    [
      '::morph a.ts#one b.ts#two',
      {
        kind: 'morph',
        at: [
          { file: 'a.ts', region: 'one' },
          { file: 'b.ts', region: 'two' },
        ],
      },
    ],
    ['::demo race', { kind: 'demo', name: 'race' }],
    ['::picture event-loop', { kind: 'picture', name: 'event-loop' }],
    [
      '::trace race view=lanes run=pooled',
      { kind: 'trace', name: 'race', view: 'lanes', run: 'pooled' },
    ],
    [
      '::both race runs=unbounded,bounded',
      { kind: 'both', name: 'race', runs: ['unbounded', 'bounded'] },
    ],
    [
      '::listing a.ts steps=one,fetch(two',
      { kind: 'listing', file: 'a.ts', steps: ['one', 'fetch(two'] },
    ],
    ['::crowd race run=pooled', { kind: 'crowd', name: 'race', run: 'pooled' }],
    ['::score race', { kind: 'score', name: 'race', known: [] }],
    [
      '::score race known=blocking,pooled',
      { kind: 'score', name: 'race', known: ['blocking', 'pooled'] },
    ],
    ['::presenter card', { kind: 'presenter', place: 'card' }],
  ];
  for (const [line, directive] of read) {
    test(`is read from ${line}`, () => {
      assert.deepEqual(parseDirective(line), directive);
    });
  }

  const refused: [line: string, message: RegExp][] = [
    ['::film race', /there is no directive ::film; there are ::code/],
    ['::code src/a.ts', /must have the form ::code FILE#REGION/],
    ['::code ../a.ts#b', /must have the form/],
    ['::code /etc/a.ts#b', /must have the form/],
    ['::code a.ts#b steps=one,,two', /must have the form/],
    ['::code a.ts#b colour=red', /must have the form/],
    ['::morph a.ts#b', /must have the form ::morph/],
    ['::demo ../race', /must have the form ::demo NAME/],
    ['::demo', /must have the form/],
    ['::trace race view=cake', /must have the form ::trace/],
    ['::crowd race', /must have the form ::crowd NAME run=NAME/],
    ['::listing ../a.ts', /must have the form ::listing/],
    ['::listing a.ts#b', /must have the form ::listing/],
    ['::listing a.ts steps=', /must have the form ::listing/],
    ['::score race known=', /must have the form ::score/],
    ['::presenter', /must have the form ::presenter line\|card/],
    ['::presenter face', /must have the form ::presenter/],
    ['::both race', /must have the form ::both/],
    ['::both race runs=one', /must have the form ::both/],
    ['::both race runs=one,', /must have the form ::both/],
    ['::both race runs=one,two,three', /must have the form ::both/],
  ];
  for (const [line, message] of refused) {
    test(`is refused for ${line}`, () => {
      assert.throws(() => parseDirective(line), message);
    });
  }

  test('is not a pair of colons in prose', () => {
    assert.equal(isDirective('A ::code in a sentence'), false);
    assert.equal(isDirective('::1 is loopback'), false);
  });
});
