import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast } from './fixture-contrast.ts';
import { styleSheet } from './theme.ts';

test('every rule of a style sheet is bound to its figure', () => {
  const rules = styleSheet('my-figure').replaceAll(
    /@media[^{]*\{|\}(?=\})/g,
    '',
  );
  for (const [, selectors = ''] of rules.matchAll(/([^{}]+)\{[^}]*\}/g)) {
    for (const selector of selectors.split(/,(?![^(]*\))/)) {
      assert.match(selector, /#my-figure\b/);
    }
  }
});

test('the rules for a dark page follow those for the system', () => {
  const sheet = styleSheet('f');
  const media = sheet.indexOf('@media (prefers-color-scheme:dark)');
  assert.ok(media > 0);
  assert.ok(sheet.indexOf('[data-jp-theme-light="true"] #f') > media);
  assert.ok(sheet.indexOf('.vscode-dark #f') > media);
});

test('the server’s colours stand out from the paper, and its stripes from their ground', () => {
  const sheet = styleSheet('figure');
  const colours = (name: string) =>
    [...sheet.matchAll(new RegExp(`--${name}:(#[0-9a-f]{6})`, 'g'))].map(
      ([, colour]) => colour ?? '',
    );
  const [light, dark] = colours('server');
  const [lightGround, darkGround] = colours('serverGround');
  assert.ok(light && dark && lightGround && darkGround);
  assert.ok(contrast(light, '#ffffff') >= 3);
  assert.ok(contrast(dark, '#111111') >= 3);
  assert.ok(contrast(light, lightGround) >= 3);
  assert.ok(contrast(dark, darkGround) >= 3);
});
