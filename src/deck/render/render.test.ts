import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { renderDeck, type Deck } from './deck.ts';
import { fillShell, joinSlides } from './page.ts';
import { renderPicture } from './picture.ts';
import { textSizePx } from './text-size.ts';

const code = `// #region one
const a = 1;
// #region two
const b = '</script>';
// #endregion two
// #endregion one
// #region other
const a = 1;
const c = 3;
// #endregion other
`;

const note = '\n\nNote:\n- why\n';

/** One of them four times as quick as the other. */
const two = [
  ['slow', 2],
  ['quick', 0.5],
].map(([name, seconds]) => ({
  name,
  seconds,
  trace: {
    durationMs: 1000 * Number(seconds),
    requests: [
      { id: 1, queuedMs: 0, sentMs: 10, headersMs: 60, endMs: 61 },
      { id: 2, queuedMs: 0, sentMs: 70, headersMs: 490, endMs: 500 },
    ],
    connections: [{ id: 1, requestIds: [1, 2], openingMs: 0, openMs: 10 }],
  },
}));

suite('A deck', () => {
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'deck-'));
    write('src/a.ts', code);
    write('slides/pictures/loop.svg', picture);
    const runs = [
      { name: 'in turn', seconds: 8.304, trace: {} },
      { name: 'at once', seconds: 0.66, trace: {} },
    ];
    write('slides/traces/race.json', JSON.stringify({ runs }));
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  async function deckOf(slides: string): Promise<Deck & { html: string }> {
    const front = `---\ntitle: A & B\nminutes: 45\n---\n`;
    write('slides/00-a.md', `${front}# Start${note}---\n${slides}`);
    const deck = await renderDeck(root);
    return { ...deck, html: joinSlides(deck.slides) };
  }

  test('lights the lines of a step, by a fragment for each', async () => {
    const { html, problems } = await deckOf(
      `## Code\n\n::code src/a.ts#one steps=two${note}`,
    );
    assert.deepEqual(problems, []);
    assert.match(html, /class="fragment code-step"[^>]*data-lines="1"/);
    assert.doesNotMatch(html, /#region|<\/script>/);
    assert.match(html, /<span class="code-keyword">const<\/span>/);
  });

  test('makes a slide a version, a line that stays having one id', async () => {
    const { html, slides } = await deckOf(
      `## Code\n\n::morph src/a.ts#one src/a.ts#other${note}--\n## Below${note}`,
    );
    assert.equal(slides.length, 4);
    assert.equal(html.match(/data-id="line-0"/g)?.length, 2);
    assert.equal(html.match(/class="line new"/g)?.length, 1);
    // What is below hangs below the last version.
    assert.match(html, /column"><section[^>]*id="00-3"[\s\S]*id="00-4"/);
  });

  test('gives the talk its seconds, and what is below it none', async () => {
    const { slides } = await deckOf(`## A${note}--\n## B${note}`);
    assert.deepEqual(
      slides.map(({ seconds }) => seconds),
      [1350, 1350, 0],
    );
  });

  test('makes fragments of paragraphs and list items', async () => {
    const { html } = await deckOf(
      `## A\n\n- one {.fragment}\n- two\n\nthree {.fragment .late}${note}`,
    );
    assert.match(html, /<li class="fragment">one<\/li>/);
    assert.match(html, /<p class="fragment late">three<\/p>/);
  });

  test('makes fragments of pictures, and of nothing that is played', async () => {
    const { html } = await deckOf(`## A\n\n::picture loop {.fragment}${note}`);
    assert.match(html, /<figure class="fragment picture">/);
    const { problems } = await deckOf(`## A\n\n::demo race {.fragment}${note}`);
    assert.match(
      problems.join(),
      /00-a\.md:12: only code, a picture or a trace/,
    );
  });

  test('names a picture by its title, its ids its own', async () => {
    const { html } = await deckOf(`## A\n\n::picture loop${note}`);
    assert.match(html, /<svg[^>]*aria-labelledby="(picture-loop-\d+)-title"/);
    assert.match(html, /<title id="picture-loop-\d+-title">The loop<\/title>/);
    assert.match(html, /url\(#picture-loop-\d+-arrow\)/);
  });

  test('opens links elsewhere', async () => {
    const { html } = await deckOf(`[a](https://nodejs.org) [b](#/00-1)${note}`);
    assert.match(html, /nodejs\.org" target="_blank" rel="noopener"/);
    assert.match(html, /<a href="#\/00-1">/);
  });

  test('says what was measured, as it was recorded', async () => {
    const slides = '## {{race in turn}}\n\n{{race in turn / at once}} times';
    const notes = '\n\nNote:\n- {{race at once}}\n';
    const { html, problems } = await deckOf(slides + notes);
    assert.deepEqual(problems, []);
    assert.match(html, /<h2>8\.30 s<\/h2>\s*<p>13 times<\/p>/);
    assert.match(html, /<li>0\.66 s<\/li>/);
  });

  test('has a question mark for each run that is to come', async () => {
    const { html, problems } = await deckOf(
      `## A\n\n::score race known=at,once${note}`,
    );
    assert.match(problems.join(), /race\.json has no run "at"; it has in turn/);
    assert.doesNotMatch(html, /scoreboard/);
    write('slides/traces/two.json', JSON.stringify({ runs: two }));
    const known = await deckOf(`## A\n\n::score two known=quick${note}`);
    assert.match(known.html, /class="quick" style="--share:0\.2500"/);
    assert.match(known.html, /<strong>0\.50 s<\/strong><span>quick<\/span>/);
    assert.equal(known.html.match(/class="unknown"/g)?.length, 1);
    // What is to come is nowhere in the page.
    assert.doesNotMatch(known.html, /2\.00 s/);
  });

  test('lists a whole program, and lights the lines with some words', async () => {
    const { html, problems } = await deckOf(
      `## Code\n\n::listing src/a.ts steps=script,a${note}`,
    );
    assert.deepEqual(problems, []);
    // Without the marks of regions, and with numbers.
    assert.match(html, /<span class="row"><i>4<\/i>/);
    assert.doesNotMatch(html, /<i>5<\/i>|#region/);
    assert.match(html, /code-step" data-lines="1"[^]*data-lines="0 2"/);
  });

  test('draws figures to scale, in one unit', async () => {
    const list = '- **2 min** a\n- **30 s** *b* c {.good .fragment}';
    const { html } = await deckOf(`## A\n\n${list}${note}`);
    assert.match(html, /<ul class="scale">/);
    assert.match(html, /--share:1\.0000"><strong>2 min<\/strong><span> a</);
    assert.match(html, /class="good fragment"[^>]*--share:0\.2500/);
    assert.match(html, /<span> <em>b<\/em> c<\/span>/);
  });

  const unlike = [
    '- **2 min** a\n- **30** b',
    '- **2 min** a\n- no figure',
    '- **many** a',
    '- 2 min',
  ];
  for (const list of unlike) {
    test(`draws nothing to scale of ${JSON.stringify(list)}`, async () => {
      const { html, problems } = await deckOf(`## A\n\n${list}${note}`);
      assert.deepEqual(problems, []);
      assert.ok(!/class="scale"|--share/.test(html));
    });
  }

  test('draws two runs on one axis, each in the time that it took', async () => {
    write('slides/traces/two.json', JSON.stringify({ runs: two }));
    const { html, problems } = await deckOf(
      `## A\n\n::both two runs=slow,quick${note}`,
    );
    assert.deepEqual(problems, []);
    assert.match(html, /class="run slow" style="--seconds:2s"/);
    assert.match(html, /class="run quick" style="--seconds:0.5s"/);
    assert.match(html, /<title[^>]*>[^<]*slow, 2 requests over 1 connections/);
    // Four times as long, so drawn four times as far.
    const ends = [...html.matchAll(/x="([\d.]+)"[^>]*class="seconds"/g)];
    const [slow = 0, quick = 0] = ends.map(([, x]) => Number(x) - 24);
    assert.equal(slow, 4 * quick);
  });

  test('knows the words of each slide, and what it plays', async () => {
    const rows = '| a | b |\n| - | - |\n| c | `d` |';
    const { slides } = await deckOf(
      `## A\n\none\n*two*\n\n- three {.fragment}\n\n${rows}${note}`,
    );
    const slide = slides[1];
    assert.deepEqual(slide?.words, ['one two', 'three', 'a b', 'c d']);
    assert.equal(slide.isWordsOnly, true);
    assert.deepEqual(slide.demos, []);
  });

  test('knows which demos a slide has, and none of fenced code', async () => {
    const fenced = '```md\n::demo sweep\n```';
    const { slides } = await deckOf(`::demo race\n\n${fenced}${note}`);
    assert.deepEqual(
      slides.map(({ demos, isWordsOnly }) => [demos, isWordsOnly]),
      [
        [[], false],
        [['race'], false],
      ],
    );
  });

  const broken: [name: string, slides: string, problem: RegExp][] = [
    [
      'a region that is not there',
      '::code src/a.ts#no',
      /00-a\.md:12: src\/a\.ts:1: there is no region "no"/,
    ],
    [
      'a step that is not there',
      '::code src/a.ts#one steps=no',
      /:12: .*no region "no" with a line/,
    ],
    [
      'a file that is not there',
      '::code src/b.ts#one',
      /:12: there is no src\/b\.ts/,
    ],
    ['a demo that does not exist', '::demo rm', /:12: there is no demo "rm"/],
    [
      'a recording that is not there',
      '::cast none',
      /no slides\/casts\/none\.cast/,
    ],
    [
      'a directive that does not exist',
      '::film x',
      /:12: there is no directive ::film/,
    ],
    ['a figure of no run', '{{race best}}', /:12: .* no run "best"; it has in/],
    [
      'a run beside another that was not recorded',
      '::both race runs=in-turn,best',
      /:12: slides\/traces\/race\.json has no run "in-turn"; it has in turn/,
    ],
    [
      'words that a program does not have',
      '::listing src/a.ts steps=nowhere',
      /:12: src\/a\.ts has no line with "nowhere"/,
    ],
    [
      'a figure that cannot be read',
      '{{race}}',
      /:12: "{{race}}" must have the form/,
    ],
    [
      'a figure that was not recorded',
      '{{sweep 20}}',
      /:12: there is no slides\/traces\/sweep\.json/,
    ],
  ];
  for (const [name, slides, problem] of broken) {
    test(`names file and line of ${name}, and shows the rest`, async () => {
      const { html, problems } = await deckOf(`## A\n\n${slides}${note}`);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', problem);
      assert.match(html, /This slide cannot be made/);
      assert.match(html, />Start</);
    });
  }

  test('is put into its page as it is', async () => {
    const deck = await deckOf(`## A $& $1${note}`);
    const page = fillShell(
      '<title><!-- title --></title><!-- slides -->',
      deck,
    );
    assert.match(page, /<title>A &amp; B<\/title>/);
    assert.ok(page.includes('A $&amp; $1'));
  });
});

const picture = `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="10" viewBox="0 0 9 9">
<title>The loop</title><marker id="arrow"/><path marker-end="url(#arrow)"/></svg>`;

suite('A picture', () => {
  const broken: [name: string, svg: string, message: RegExp][] = [
    ['no title', picture.replace('The loop', ''), /needs a <title>/],
    ['no view box', picture.replace('viewBox', 'box'), /needs a viewBox/],
    ['no picture', 'words', /does not hold an <svg>/],
    [
      'something from elsewhere',
      picture.replace('<path', '<image href="https://a.example/b.png"/><path'),
      /refers to something outside/,
    ],
  ];
  for (const [name, svg, message] of broken) {
    test(`is refused with ${name}`, () => {
      assert.throws(() => renderPicture('loop', svg), message);
    });
  }
});

suite('The size of words', () => {
  test('is large for few of them, and smaller for many', () => {
    assert.equal(textSizePx(['few']), 64);
    assert.equal(textSizePx(Array<string>(12).fill('word')), 44);
  });

  test('is not decided where there are none', () => {
    assert.equal(textSizePx(['']), undefined);
  });
});
