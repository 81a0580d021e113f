import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { replay } from './screen.ts';
import { renderStill } from './still.ts';

async function still(output: string): Promise<string> {
  const events = [
    { seconds: 0, code: 'o' as const, data: output },
    { seconds: 0, code: 'm' as const, data: '' },
  ];
  const [moment] = await replay({ title: '', columns: 40, rows: 3, events });
  assert.ok(moment);
  return renderStill(moment.screen);
}

/** Where each text is, and in what colour. */
function texts(svg: string) {
  return [...svg.matchAll(/<text x="([\d.]+)".*?fill="(.*?)".*?>(.*?)</g)].map(
    ([, x, fill, text]) => [Number(x), fill, text],
  );
}

suite('a still', () => {
  test('has each word in its column, in the colours of the theme', async () => {
    const svg = await still(' ok: \u001b[31ma  <b>\u001b[0m');
    assert.deepEqual(texts(svg), [
      [10, 'var(--cast-foreground)', 'ok:'],
      [50, 'var(--cast-1)', 'a'],
      [80, 'var(--cast-1)', '&lt;b&gt;'],
    ]);
  });

  test('keeps its columns behind a character that the font may lack', async () => {
    const svg = await still('✔ yes 漢 no');
    assert.deepEqual(
      texts(svg).map(([x, , text]) => [x, text]),
      [
        [0, '✔'],
        [20, 'yes'],
        [60, '漢'],
        [90, 'no'],
      ],
    );
  });

  test('has bars without gaps, grounds, and colours of any kind', async () => {
    const svg = await still('██▌░ \u001b[48;5;196m!\u001b[7;38;2;1;2;3m?');
    assert.match(svg, /d="M0 0h20v[\d.]+h-20z"/, 'two whole blocks');
    assert.match(svg, /d="M20 0h5v/, 'and a half');
    assert.match(svg, /opacity="0\.25" d="M30 0h10v/);
    assert.match(svg, /fill="rgb\(255 0 0\)" d="M50 0h10v/);
    assert.match(svg, /fill="#010203" d="M60 0h10v/, 'exchanged');
  });
});
