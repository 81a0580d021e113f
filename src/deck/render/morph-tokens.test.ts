import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { lineIds } from '../source/line-ids.ts';
import { withTokenIds } from './morph-tokens.ts';

/** The words of a version with their ids. */
function wordsOf(lines: readonly string[] = []): Map<string, string> {
  const found = lines
    .join('')
    .matchAll(/data-id="(token-\d+)">([^<]*)<\/span>/g);
  return new Map([...found].map(([, id = '', word = '']) => [word, id]));
}

function morph(before: readonly string[], after: readonly string[]) {
  return withTokenIds([before, after], lineIds([before, after]));
}

suite('The words of code that changes', () => {
  const before = [
    'same();',
    'new <span class="code-type">Agent</span>({ a: 1 })',
  ];
  const after = [
    'same();',
    'const x = new <span class="code-type">Agent</span>({ a: 20 })',
  ];
  const [from, to] = morph(before, after);

  test('keep their id where they stay, and have another where they are new', () => {
    const [old, now] = [wordsOf(from), wordsOf(to)];
    assert.equal(now.get('Agent'), old.get('Agent'));
    assert.equal(now.get('new'), old.get('new'));
    assert.notEqual(now.get('20'), old.get('1'));
    assert.ok(![...old.values()].includes(now.get('const') ?? ''));
  });

  test('keep their colour and their spaces', () => {
    assert.match(
      to?.[1] ?? '',
      /class="token code-type" data-id="[^"]+">Agent</,
    );
    const text = to?.[1]?.replaceAll(/<[^>]+>/g, '');
    assert.equal(text, 'const x = new Agent({ a: 20 })');
  });

  test('are left alone in lines that stay', () => {
    assert.equal(from?.[0], 'same();');
    assert.equal(to?.[0], 'same();');
  });

  test('may be escaped', () => {
    const [, escaped] = morph(['a'], ['a =&gt; &#39;b&#39;']);
    assert.equal(
      escaped?.[0]?.replaceAll(/<[^>]+>/g, ''),
      'a =&gt; &#39;b&#39;',
    );
    assert.ok(wordsOf(escaped).has('&gt;'));
  });
});
