import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { requireBrowser } from '../src/command/browser.ts';
import { startBuiltDeck, type BuiltDeck } from '../src/deck/check/gate/deck.ts';
import { factsOf, openDeck } from '../src/deck/check/gate/open.ts';
import {
  hasDemoToRun,
  openSpeakerView,
} from '../src/deck/check/gate/speaker.ts';
import { renderDeck, type Deck } from '../src/deck/render/deck.ts';
import { project } from '../src/setup/project.mjs';

/** Quick: which run wins is for the presenter's check, on a machine of its own. */
const scale = 0.1;
/** Long enough for the slowest demo, on a busy machine. */
const timeout = 180_000;

suite('The talk of 20 minutes', { timeout: 4 * timeout }, () => {
  let deck: Deck;
  let built: BuiltDeck;
  let browser: Browser;

  before(async () => {
    deck = await renderDeck(project.root, '20');
    assert.deepEqual(deck.problems, []);
    built = await startBuiltDeck(deck, scale);
    browser = await chromium.launch({
      executablePath: await requireBrowser(),
      args: ['--disable-gpu'],
    });
  });
  after(async () => {
    await browser.close();
    await built[Symbol.asyncDispose]();
  });

  test('is given from the speaker’s window by a clicker alone', async () => {
    await using opened = await openDeck(browser, built.url, { where: 'talk' });
    const { page } = opened;
    const facts = await factsOf(opened);
    const talk = facts.filter(({ isTalk }) => isTalk);
    const speaker = await openSpeakerView(page);
    const seen = new Set([await shownOn(page)]);
    const run: string[] = [];
    const presses = talk.reduce((sum, { steps, demos }) => {
      return sum + steps + demos.length + 1;
    }, -1);
    for (let press = 1; press <= presses; press += 1) {
      const startsDemo = await hasDemoToRun(page);
      const before = await placeOn(page);
      await speaker.keyboard.press('PageDown');
      if (startsDemo) run.push(...(await watchDemo(page)));
      else await untilElsewhere(page, before);
      seen.add(await shownOn(page));
    }
    assert.deepEqual(
      [...seen],
      talk.map(({ id }) => id),
    );
    assert.deepEqual(
      run,
      talk.flatMap(({ demos }) => demos),
    );
    assert.ok(run.includes('race'));
    assert.deepEqual(opened.complaints, []);
  });
});

/** Waits for the end of the demo that runs. */
async function watchDemo(page: Page): Promise<string[]> {
  const host = page.locator('section.present[id] > .demo');
  const name = (await host.getAttribute('data-demo')) ?? '';
  const over = page.locator(
    'section.present[id] > .demo:is([data-phase="over"], [data-phase="failed"])',
  );
  await over.waitFor({ timeout });
  assert.equal(await host.getAttribute('data-phase'), 'over');
  assert.match(await host.locator('.demo-badge').innerText(), /live/);
  const seconds = (await host.getAttribute('data-seconds')) ?? '{}';
  assert.ok(Object.keys(JSON.parse(seconds) as object).length > 1, seconds);
  return [name];
}

function shownOn(page: Page): Promise<string> {
  return page.evaluate('deck.getCurrentSlide().id');
}

/** The slide and step that are shown. */
function placeOn(page: Page): Promise<string> {
  return page.evaluate(
    'deck.getCurrentSlide().id + " " + (deck.getState().indexf ?? -1)',
  );
}

async function untilElsewhere(page: Page, before: string): Promise<void> {
  await page.waitForFunction(
    (old) => {
      const { deck } = globalThis as unknown as {
        deck: {
          getCurrentSlide(): { id: string };
          getState(): { indexf?: number };
        };
      };
      const { id } = deck.getCurrentSlide();
      return `${id} ${deck.getState().indexf ?? -1}` !== old;
    },
    before,
    { timeout },
  );
}
