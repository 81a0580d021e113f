import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
  choiceFlag,
  parseOptions,
  textFlag,
  UsageError,
} from '../../command/options.ts';
import { project } from '../../setup/project.mjs';
import { renderSoundDeck } from '../../deck/bundle/build.ts';
import type { Deck, DeckSlide } from '../../deck/render/deck.ts';
import { withDeckInBrowser } from './in-browser.ts';

/** The deck, in the page: functions that are sent there may call it. */
declare const deck: {
  getIndices(slide: unknown): { h: number; v: number };
  slide(h: number, v: number, step: number): void;
};
declare const document: { getElementById(id: string): unknown };

/** Makes a picture of each slide that is named, at its last step. */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    command: 'npm run slides -- png',
    summary: 'Makes a picture of 1920 × 1080 of each slide, at its last step.',
    positionals: { name: 'SLIDE…', atMost: Infinity },
    flags: {
      out: textFlag('the folder for the pictures', 'DIR', 'slides/dist'),
      theme: choiceFlag('the theme', ['light', 'dark'], 'light'),
    },
  });
  if (positionals.length === 0) {
    throw new UsageError(
      'npm run slides -- png needs the number of a slide, as it is at its foot: npm run slides -- png 04.9.',
    );
  }
  const rendered = await renderSoundDeck(project.root);
  const wanted = positionals.map((name) => slideNamed(name, rendered));
  const out = resolve(project.root, values.out);
  mkdirSync(out, { recursive: true });
  await withDeckInBrowser('A picture is made', rendered, (browser, url) =>
    takePictures(browser, url, wanted, { out, theme: values.theme }),
  );
  return 0;
}

/** `04.9`, `4.9` and `04-9` name the same slide. */
function slideNamed(name: string, { slides }: Deck): DeckSlide {
  const plain = (text: string) =>
    text.replace('.', '-').replace(/^0(?=\d)/, '');
  const found = slides.find(({ id }) => plain(id) === plain(name));
  if (found) return found;
  const [section] = plain(name).split('-');
  const inSection = slides.filter(({ id }) =>
    plain(id).startsWith(`${section ?? ''}-`),
  );
  const [first, last] = [inSection[0], inSection.at(-1)];
  const known =
    first && last
      ? `Section ${first.section.number} has ${first.id} to ${last.id}.`
      : 'A slide has its number at its foot, such as 04.9.';
  throw new UsageError(`There is no slide "${name}". ${known}`);
}

interface Pictures {
  readonly out: string;
  readonly theme: 'light' | 'dark';
}

async function takePictures(
  browser: Browser,
  url: string,
  slides: readonly DeckSlide[],
  { out, theme }: Pictures,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1920, height: 1080 },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  await page.goto(url);
  await page.locator('html[data-ready]').waitFor();
  for (const slide of slides) {
    await showEnd(page, slide);
    const path = join(out, `${slide.id}.png`);
    await page.screenshot({ path });
    console.log(relative(project.root, path));
  }
}

/** Shows a slide as it is when its steps, demo and recording are over. */
async function showEnd(page: Page, { id, demos, casts }: DeckSlide) {
  const present = `section.present[id="${id}"]`;
  await page.evaluate((wanted) => {
    const { h, v } = deck.getIndices(document.getElementById(wanted));
    deck.slide(h, v || 0, 999);
  }, id);
  await page.locator(present).waitFor();
  if (demos.length > 0) {
    await page.keyboard.press('e');
    await page.locator(`${present} .demo[data-phase="over"]`).waitFor();
  }
  if (casts.length > 0) {
    await page.locator(`${present} .ap-term-text`).first().waitFor();
  }
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
}
