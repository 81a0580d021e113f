import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { parseOptions, switchFlag } from '../../command/options.ts';
import { project } from '../../setup/project.mjs';
import { renderSoundDeck } from '../../deck/bundle/build.ts';
import { withDeckInBrowser } from './in-browser.ts';
import { routeFlag } from './route-flag.ts';

/** The files, and whether reveal.js puts the speaker's prompts into each. */
const pdfFiles = {
  'talk.pdf': '',
  'talk-with-notes.pdf': '&showNotes=separate-page',
};

const pageSize = { width: '1920px', height: '1080px' };

/** Prints the deck into `slides/dist`, without and with the prompts. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm run slides -- pdf',
    summary: 'Prints the deck as PDF, without and with the speaker’s prompts.',
    flags: {
      talk: switchFlag('only the slides of the talk, not the whole deck'),
      route: routeFlag,
    },
  });
  const deck = await renderSoundDeck(project.root, values.route);
  const query = values.talk ? '&talk' : '';
  await withDeckInBrowser('A PDF is printed', deck, (browser, url) =>
    printDeck(browser, `${url}/?print-pdf${query}`),
  );
  return 0;
}

async function printDeck(browser: Browser, address: string): Promise<void> {
  const dist = join(project.root, 'slides', 'dist');
  mkdirSync(dist, { recursive: true });
  for (const [file, query] of Object.entries(pdfFiles)) {
    const page = await browser.newPage();
    await page.goto(`${address}${query}`);
    await page.locator('html[data-ready="print"]').waitFor();
    const pages = await page.locator('.pdf-page').count();
    await page.pdf({
      path: join(dist, file),
      ...pageSize,
      printBackground: true,
      preferCSSPageSize: false,
      tagged: true,
      outline: true,
    });
    await page.close();
    console.log(`slides/dist/${file}: ${pages} slides`);
  }
}
