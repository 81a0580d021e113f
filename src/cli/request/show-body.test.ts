import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createDecoder } from '../../command/charset.ts';
import { readableText } from './show-body.ts';

/** What a terminal is sent of a body that comes in these pieces. */
async function shown(isJson: boolean, ...pieces: (string | number[])[]) {
  return shownAs('', isJson, ...pieces);
}

/** The same of a body with this content type. */
async function shownAs(
  type: string,
  isJson: boolean,
  ...pieces: (string | number[])[]
) {
  // eslint-disable-next-line @typescript-eslint/require-await -- it stands for a stream
  async function* chunks() {
    for (const piece of pieces) yield Buffer.from(piece as string);
  }
  const layOut = (json: string) => `<${json}>`;
  const texts: string[] = [];
  const decoderFor = (start: Uint8Array) => createDecoder(start, type);
  const reading = { isJson, layOut, decoderFor };
  for await (const text of readableText(chunks(), reading)) {
    texts.push(text);
  }
  return texts;
}

suite('a body on a terminal', () => {
  test('is formatted once it is complete, if it is JSON', async () => {
    assert.deepEqual(await shown(true, '{"a"', ':1}'), ['<{"a":1}>']);
  });

  test('is shown as it is if it only claims to be JSON', async () => {
    assert.deepEqual(await shown(true, '<html>'), ['<html>']);
  });

  test('is shown as it arrives if it is other text', async () => {
    assert.deepEqual(await shown(false, 'data: 1\n', 'data: 2\n'), [
      'data: 1\n',
      'data: 2\n',
    ]);
  });

  test('keeps a character whole that two chunks share', async () => {
    const [first = 0, second = 0] = Buffer.from('é');
    assert.deepEqual(
      (await shown(false, [97, first], [second, 98])).join(''),
      'aéb',
    );
  });

  test('is read in its charset', async () => {
    const cyrillic = [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2];
    const windows = 'text/plain; charset=windows-1251';
    assert.deepEqual(await shownAs(windows, false, cyrillic), ['Привет']);
    const page = [...Buffer.from('<meta charset="koi8-r">'), 0xf0];
    const [text = ''] = await shownAs('text/html', false, page);
    assert.ok(text.endsWith('П'));
    const utf16 = [...Buffer.from('\uFEFFé', 'utf16le')];
    assert.deepEqual(await shownAs('text/plain', false, utf16), ['é']);
  });

  test('cannot control the terminal', async () => {
    const [text] = await shown(false, '\u001b[2Ja\u0007\tb\r\nc\u009b1m');
    assert.equal(text, '\ufffd[2Ja\ufffd\tb\nc\ufffd1m');
  });

  test('is reduced to its size if it is not text', async () => {
    const [text, more] = await shown(false, [137, 80, 0, 1], 'abc');
    assert.equal(text, '(7 B that are not text: save them with --output FILE)');
    assert.equal(more, undefined);
  });

  test('is not held back for formatting if it is very long', async () => {
    const long = `"${'a'.repeat(1_000_000)}"`;
    assert.deepEqual(await shown(true, long), [long]);
  });

  test('that is empty shows nothing', async () => {
    assert.deepEqual(await shown(true), []);
    assert.deepEqual(await shown(false, ''), ['']);
  });
});
