import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readableText } from './show-body.ts';

/** What a terminal is sent of a body that comes in these pieces. */
async function shown(isJson: boolean, ...pieces: (string | number[])[]) {
  // eslint-disable-next-line @typescript-eslint/require-await -- it stands for a stream
  async function* chunks() {
    for (const piece of pieces) yield Buffer.from(piece as string);
  }
  const layOut = (json: string) => `<${json}>`;
  const texts: string[] = [];
  for await (const text of readableText(chunks(), { isJson, layOut })) {
    texts.push(text);
  }
  return texts;
}

suite('a body on a terminal', () => {
  test('is laid out once it is there, if it is JSON', async () => {
    assert.deepEqual(await shown(true, '{"a"', ':1}'), ['<{"a":1}>']);
  });

  test('is shown as it is where it only claims to be JSON', async () => {
    assert.deepEqual(await shown(true, '<html>'), ['<html>']);
  });

  test('comes piece by piece if it is any other text', async () => {
    assert.deepEqual(await shown(false, 'data: 1\n', 'data: 2\n'), [
      'data: 1\n',
      'data: 2\n',
    ]);
  });

  test('keeps a letter whole that two pieces share', async () => {
    const [first = 0, second = 0] = Buffer.from('é');
    assert.deepEqual(
      (await shown(false, [97, first], [second, 98])).join(''),
      'aéb',
    );
  });

  test('cannot steer the terminal', async () => {
    const [text] = await shown(false, '\u001b[2Ja\u0007\tb\r\nc\u009b1m');
    assert.equal(text, '\ufffd[2Ja\ufffd\tb\nc\ufffd1m');
  });

  test('is named by its size alone where it is no text', async () => {
    const [text, more] = await shown(false, [137, 80, 0, 1], 'abc');
    assert.equal(text, '(7 B that are not text: save them with --output FILE)');
    assert.equal(more, undefined);
  });

  test('that is too long to be read is not held back for its layout', async () => {
    const long = `"${'a'.repeat(1_000_000)}"`;
    assert.deepEqual(await shown(true, long), [long]);
  });

  test('of nothing is nothing', async () => {
    assert.deepEqual(await shown(true), []);
    assert.deepEqual(await shown(false, ''), ['']);
  });
});
