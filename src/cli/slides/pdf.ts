import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '../../command/browser.ts';
import { parseOptions, WorkError } from '../../command/options.ts';
import { project } from '../../setup/project.mjs';
import { renderSoundDeck } from '../../deck/bundle/build.ts';
import { bundleDeck } from '../../deck/bundle/bundle.ts';
import { startDeckServer } from '../../deck/server/deck-server.ts';

/** The files, and whether reveal.js puts the speaker's prompts into each. */
const pdfFiles = {
  'talk.pdf': '',
  'talk-with-notes.pdf': '&showNotes=separate-page',
};

const pageSize = { width: '1920px', height: '1080px' };

/** Prints the deck into `slides/dist`, without and with the prompts. */
export async function main(args: string[]): Promise<number> {
  parseOptions(args, {
    command: 'npm run slides -- pdf',
    summary: 'Prints the deck as PDF, without and with the speaker’s prompts.',
    flags: {},
  });
  const browser = await launchBrowser();
  try {
    const dist = join(project.root, 'slides', 'dist');
    mkdirSync(dist, { recursive: true });
    await printDeck(browser, dist);
  } finally {
    await browser.close();
  }
  return 0;
}

async function launchBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (executablePath === undefined) {
    throw new WorkError(
      [
        'A PDF is printed by Chrome or Chromium, but none was found on this machine.',
        'Install one (Debian: sudo apt install chromium), or name one by CHROME_PATH.',
        'Or open talk.html?print-pdf on another machine and print it from its browser.',
      ].join('\n'),
    );
  }
  return chromium.launch({ executablePath });
}

async function printDeck(browser: Browser, dist: string): Promise<void> {
  const deck = await renderSoundDeck(project.root);
  mkdirSync(project.cache, { recursive: true });
  const folder = mkdtempSync(join(project.cache, 'pdf-'));
  await bundleDeck(project, deck, folder, 'folder');
  const server = await startDeckServer({ folder, port: 0 });
  try {
    for (const [file, query] of Object.entries(pdfFiles)) {
      const page = await browser.newPage();
      await page.goto(`${server.url}/?print-pdf${query}`);
      await page.locator('html[data-ready="print"]').waitFor();
      await page.pdf({
        path: join(dist, file),
        ...pageSize,
        printBackground: true,
        preferCSSPageSize: false,
        tagged: true,
        outline: true,
      });
      await page.close();
      console.log(`slides/dist/${file}`);
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}
