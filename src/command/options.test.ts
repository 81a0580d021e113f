import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  choiceFlag,
  countFlag,
  listFlag,
  parseOptions,
  portFlag,
  positiveFlag,
  switchFlag,
  textFlag,
  urlFlag,
  type Flag,
} from './options.ts';

const line = {
  command: 'npm run race',
  summary: 'Runs the ladder.',
  positionals: { name: '[URL]', atMost: 1 },
  flags: {
    count: countFlag('how many requests', 150),
    scale: positiveFlag('how much of every delay', 1),
    port: portFlag('the port', undefined),
    url: urlFlag('another lab', undefined),
    theme: choiceFlag('colours', ['light', 'dark'], 'light'),
    svg: textFlag('where to draw', 'FILE', undefined),
    only: listFlag('which', 'NN,NN'),
    json: switchFlag('print JSON'),
  },
} as const;

test('flags have their fallbacks by default', () => {
  assert.deepEqual(parseOptions([], line), {
    values: {
      count: 150,
      scale: 1,
      port: undefined,
      url: undefined,
      theme: 'light',
      svg: undefined,
      only: [],
      json: false,
    },
    positionals: [],
  });
});

test('given flags are parsed', () => {
  const args =
    '--count 3 --scale=0.25 --port 0 --url http://[::1]:8080 --theme dark --svg=-a.svg --only 01,04 --json http://x.test';
  assert.deepEqual(parseOptions(args.split(' '), line), {
    values: {
      count: 3,
      scale: 0.25,
      port: 0,
      url: 'http://[::1]:8080',
      theme: 'dark',
      svg: '-a.svg',
      only: ['01', '04'],
      json: true,
    },
    positionals: ['http://x.test'],
  });
});

for (const [args, complaint] of [
  ['--scale 0', '--scale must be a number above 0, but got "0".'],
  ['--scale NaN', '--scale must be a number above 0, but got "NaN".'],
  ['--scale -1', '--scale must be a number above 0, but got "-1".'],
  ['--scale Infinity', '--scale must be a number above 0, but got "Infinity".'],
  ['--scale=', '--scale must be a number above 0, but got "".'],
  ['--scale', '--scale needs a value: --scale NUMBER.'],
  ['--scale --json', '--scale needs a value: --scale NUMBER.'],
  ['--count 1.5', /a whole number of at least 1, but got "1.5"/],
  ['--port 70000', /a whole number from 0 to 65535, but got "70000"/],
  ['--url localhost:1', /--url must be an address such as/],
  ['--url file:///etc/passwd', /--url must be an address such as/],
  ['--theme pink', '--theme must be one of light, dark, but got "pink".'],
  ['--only 01,,02', /--only must be words separated by commas/],
  ['--json=yes', '--json takes no value, but got "yes".'],
  ['--fast', /^npm run race has no flag --fast; it has --count, .*--help\.$/],
  ['--constructor', /has no flag --constructor/],
  ['-j', /has no flag -j/],
  ['a b', 'npm run race does not take the argument "b".'],
] as const) {
  test(`${args} is refused in one line`, () => {
    assert.throws(() => parseOptions(args.split(' '), line), {
      name: 'UsageError',
      message: complaint,
    });
  });
}

test('a flag with a join keeps all its values, in order', () => {
  const words: Flag<readonly string[]> = {
    description: 'words',
    fallback: [],
    valueName: 'WORD',
    parse: (text) => ({ value: [text] }),
    join: (before, more) => [...before, ...more],
  };
  const adding = { command: 'x', summary: '', flags: { word: words } };
  const args = ['--word', 'a', '--word=b', '--word', 'a'];
  assert.deepEqual(parseOptions(args, adding).values.word, ['a', 'b', 'a']);
  assert.deepEqual(parseOptions([], adding).values.word, []);
});

test('--help describes every flag', () => {
  assert.throws(() => parseOptions(['--scale', '2', '--help'], line), {
    name: 'HelpRequest',
    message:
      /Runs the ladder\.\n\nUsage: npm run race -- \[FLAGS\] \[URL\]\n\n {2}--count NUMBER +how many requests\n/,
  });
});
