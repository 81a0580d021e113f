import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { requireBrowser } from '../src/command/browser.ts';
import { project } from '../src/setup/project.mjs';
import { startBuiltDeck, type BuiltDeck } from '../src/deck/check/gate/deck.ts';
import { createFlawNaming, renderFlaw } from '../src/deck/check/gate/flaw.ts';
import {
  partNames,
  passGate,
  type GatePart,
} from '../src/deck/check/gate/gate.ts';
import { factsOf, openDeck } from '../src/deck/check/gate/open.ts';
import { checkSpeaker } from '../src/deck/check/gate/speaker.ts';
import { renderDeck, type Deck } from '../src/deck/render/deck.ts';

/** Long enough for a busy machine. */
const timeout = 600_000;

const faulty = `---
title: Faulty slides
minutes: 45
---
# Nothing is wrong here

Note:
- x

---
## Too high

<div style="height: 1000px">too high</div>

Note:
- x

---
## Too wide

<div style="width: 1900px">too wide</div>

<div style="overflow: auto; height: 100px"><p style="height: 300px">scrolls</p></div>

Note:
- x

---
## Too small

<p><code style="font-size: 29px">small</code></p>

Note:
- x

---
## Too pale

<p style="color: #999">pale</p>

<button></button>

Note:
- x

---
## From elsewhere

<img alt="elsewhere" src="http://192.0.2.1/picture.png">

Note:
- x
`;

const talkAndWorkshop = `---
title: First
minutes: 20
---
# First

Note:
- x

---
## Second

A step {.fragment}

Note:
- x

--
## Only in the workshop

Note:
- x
`;

const next = `---
title: Next
minutes: 25
---
# Next

Note:
- x
`;

suite('The gate', { timeout: 2 * timeout }, () => {
  let browser: Browser;

  before(async () => {
    browser = await chromium.launch({
      executablePath: await requireBrowser(),
      args: ['--disable-gpu'],
    });
  });
  after(async () => {
    await browser.close();
  });

  suite('names file, slide, size and fault of', () => {
    let folder: string;
    let lines: string[];

    before(async () => {
      mkdirSync(project.work, { recursive: true });
      folder = mkdtempSync(join(project.work, '.gate-'));
      mkdirSync(join(folder, 'slides'));
      writeFileSync(join(folder, 'slides', '00-faulty.md'), faulty);
      const deck = await renderDeck(folder);
      const parts = await passGate(browser, deck, {
        wanted: (name) => /fits|in light|recordings/.test(name),
      });
      lines = parts.flatMap(({ flaws }) => flaws.map(renderFlaw));
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });

    for (const [what, pattern] of [
      [
        'a slide that is too full',
        /^slides\/00-faulty\.md · 00-2 Too high · 1920×1080, 1280×720, 1024×768 · div “too high” reaches \d+ px/,
      ],
      ['a box beyond the edge', /00-3 .* · div “too wide” lies outside/],
      ['a box that scrolls', /00-3 .* · div “scrolls” is \d+ px too high/],
      [
        'code in small letters',
        /00-4 Too small · 1024×768 · code “small” has letters of 15\.4 px/,
      ],
      ['a pale colour', /00-5 Too pale · light · color-contrast/],
      ['a button without a name', /00-5 Too pale · light · button-name/],
      [
        'a request to elsewhere',
        /talk\.html · asks for http:\/\/192\.0\.2\.1\/picture\.png/,
      ],
    ] as const) {
      test(what, () => {
        assert.ok(
          lines.some((line) => pattern.test(line)),
          lines.join('\n'),
        );
      });
    }

    test('nothing else', () => {
      assert.deepEqual(
        lines.filter((line) => line.includes('00-1')),
        [],
      );
    });
  });

  suite('finds in the speaker view', () => {
    let folder: string;
    let built: BuiltDeck;
    let deck: Deck;

    before(async () => {
      mkdirSync(project.work, { recursive: true });
      folder = mkdtempSync(join(project.work, '.gate-'));
      mkdirSync(join(folder, 'slides'));
      writeFileSync(join(folder, 'slides', '00-first.md'), talkAndWorkshop);
      writeFileSync(join(folder, 'slides', '01-next.md'), next);
      deck = await renderDeck(folder);
      built = await startBuiltDeck(deck);
    });
    after(async () => {
      await built[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    });

    for (const [what, fault, pattern] of [
      ['nothing wrong where nothing is', '', /^$/],
      [
        'a next slide that does not come',
        `addEventListener('message', (event) => {
          if (!/"method":"next"/.test(event.data)) return;
          event.stopImmediatePropagation();
          if (deck.availableFragments().next) deck.nextFragment();
          else if (deck.availableRoutes().down) deck.down();
          else deck.right();
        });`,
        /^slides\/00-first\.md · 00-2 .* the speaker view announces 00-3, and 01-1 comes$/,
      ],
      [
        'keys that stay in the preview',
        `addEventListener('message', (event) => {
          if (!/"triggerKey","args":\\[(82|68|69|87)\\]/.test(event.data)) return;
          event.stopImmediatePropagation();
        });`,
        /W in the speaker’s window does not reach the audience/,
      ],
    ] as const) {
      test(what, async () => {
        await using page = await openDeck(browser, built.url, { where: '' });
        const inPreviews = `if (/receiver/.test(location.search)) { ${fault} }`;
        await page.page.context().addInitScript(inPreviews);
        const facts = await factsOf(page);
        const flaws = await checkSpeaker(
          page,
          facts,
          createFlawNaming(deck, facts),
          { timeoutMs: 5_000 },
        );
        assert.match(flaws.map(renderFlaw).join('\n'), pattern);
      });
    }
  });

  suite('lets the deck pass:', () => {
    let deck: Deck;
    let parts: GatePart[];

    before(async () => {
      deck = await renderDeck(project.root);
      parts = await passGate(browser, deck);
    });

    test('every slide can be made', () => {
      assert.deepEqual(deck.problems, []);
    });

    for (const name of partNames) {
      test(name, () => {
        const flaws = parts.find((part) => part.name === name)?.flaws;
        assert.deepEqual(flaws?.map(renderFlaw), []);
      });
    }
  });
});
