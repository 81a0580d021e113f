import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { suite, test } from 'node:test';
import { parseMessage, renderMessage, replyType } from './wire.ts';

const request = {
  identities: [Buffer.from('front end')],
  header: { msg_type: 'history_request', session: 's1', username: 'ada' },
  content: {},
};

const framesOf = (key: string) =>
  renderMessage({ key, session: 'kernel' }, request, 'history_reply', {
    status: 'ok',
  }).map((frame) => Buffer.from(frame));

suite("Jupyter's messages", () => {
  test('are read as they were written', () => {
    const message = parseMessage('secret', framesOf('secret'));
    assert.deepEqual(message?.identities, request.identities);
    assert.deepEqual(message.content, { status: 'ok' });
    assert.equal(message.header.msg_type, 'history_reply');
    assert.equal(message.header.session, 'kernel');
    assert.equal(message.header.username, 'ada');
  });

  test('are not read when signed with another key', () => {
    assert.equal(parseMessage('secret', framesOf('guess')), undefined);
    assert.equal(parseMessage('secret', framesOf('')), undefined);
  });

  test('need no signature when the key is empty', () => {
    assert.deepEqual(parseMessage('', framesOf(''))?.content, { status: 'ok' });
  });

  test('are not read from frames that are something else', () => {
    const frames = framesOf('secret');
    assert.equal(parseMessage('secret', []), undefined);
    assert.equal(parseMessage('secret', frames.slice(0, 3)), undefined);
    assert.equal(parseMessage('secret', frames.slice(2)), undefined);
  });

  test('are not read when signed, but not JSON', () => {
    for (const header of ['no JSON', '[]', 'null', '{}', '{"msg_type":5}']) {
      const parts = [header, '{}', '{}', '{}'];
      const hash = createHmac('sha256', 'secret');
      for (const part of parts) hash.update(part);
      const frames = ['<IDS|MSG>', hash.digest('hex'), ...parts];
      const buffers = frames.map((frame) => Buffer.from(frame));
      assert.equal(parseMessage('secret', buffers), undefined, header);
    }
  });

  test('are answered under the name of the request', () => {
    assert.equal(replyType(request), 'history_reply');
  });
});
