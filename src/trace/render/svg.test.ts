import assert from 'node:assert/strict';
import { test } from 'node:test';
import { box, element, escapeText, label, path, short } from './svg.ts';

test('text is escaped, so that markup in it stays text', () => {
  assert.equal(
    escapeText(`<script>"x" & 'y'</script>`),
    '&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/script&gt;',
  );
});

test('characters that XML forbids are replaced, all others kept', () => {
  assert.equal(escapeText('a\u0000b\ud800c\ufffed'), 'a\ufffdb\ufffdc\ufffdd');
  assert.equal(escapeText('tab\té 😀\n'), 'tab\té 😀\n');
});

test('attributes are escaped, and left out where they are undefined', () => {
  assert.equal(
    element('g', { id: 'a"b', class: undefined, x: 1.23456 }),
    '<g id="a&quot;b" x="1.23"/>',
  );
});

test('numbers are short, and finite whatever they are made of', () => {
  assert.deepEqual([1 / 3, 100, -0.001, Number.NaN, Infinity].map(short), [
    '0.33',
    '100',
    '0',
    '0',
    '0',
  ]);
});

test('a path without data is not drawn', () => {
  assert.equal(path('', 'queued'), '');
  assert.equal(
    path(box(1, 2, 3, 4), 'queued'),
    '<path class="queued" d="M1 2h3v4h-3z"/>',
  );
});

test('a label holds its words as text', () => {
  assert.equal(label('<b>', 1, 2), '<text x="1" y="2">&lt;b&gt;</text>');
});
