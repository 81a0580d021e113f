import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRung, rungColours, styleSheet } from './theme.ts';

/** Relative luminance and contrast as WCAG 2 defines them. */
function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort(
    (a, b) => a - b,
  );
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

test('every rung stands out from light and from dark paper', () => {
  for (const [name, { light, dark }] of Object.entries(rungColours)) {
    assert.ok(contrast(light, '#ffffff') >= 3, `${name} on white`);
    assert.ok(contrast(dark, '#111111') >= 3, `${name} on black`);
  }
});

test('no two rungs share a colour', () => {
  const colours = Object.values(rungColours).flatMap(Object.values);
  assert.equal(new Set(colours).size, colours.length);
});

test('only the rungs have a colour of their own', () => {
  assert.ok(isRung('bounded'));
  assert.ok(!isRung('constructor'));
});

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

test('what is bound to a dark page follows what is bound to the system', () => {
  const sheet = styleSheet('f');
  const media = sheet.indexOf('@media (prefers-color-scheme:dark)');
  assert.ok(media > 0);
  assert.ok(sheet.indexOf('[data-jp-theme-light="true"] #f') > media);
  assert.ok(sheet.indexOf('.vscode-dark #f') > media);
});
