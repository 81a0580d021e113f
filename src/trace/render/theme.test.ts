import assert from 'node:assert/strict';
import { test } from 'node:test';
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
