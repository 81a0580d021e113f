import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidates, findBrowser } from './browser.ts';

test('on Windows browsers are looked for in personal and in shared folders', () => {
  const env = { PROGRAMFILES: 'C:\\Programs', LOCALAPPDATA: 'C:\\Mine' };
  const found = candidates(env, 'win32');
  assert.equal(found[0], 'C:\\Mine\\Google\\Chrome\\Application\\chrome.exe');
  assert.ok(
    found.includes('C:\\Programs\\Microsoft\\Edge\\Application\\msedge.exe'),
  );
});

test('on a Mac a browser is an application', () => {
  assert.ok(
    candidates({ HOME: '/Users/ada' }, 'darwin').includes(
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ),
  );
});

test('a CHROME_PATH that leads nowhere is an error', async () => {
  await assert.rejects(findBrowser({ CHROME_PATH: '/no/such/chrome' }), {
    name: 'WorkError',
    message: /CHROME_PATH is "\/no\/such\/chrome"/,
  });
});

test('CHROME_PATH comes before any installed browser', async () => {
  assert.equal(
    await findBrowser({ CHROME_PATH: process.execPath }),
    process.execPath,
  );
});
