import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ChannelClosedError, createChannel, type Channel } from './channel.ts';

/** Receives one value, and keeps receiving. */
async function take<Value>(
  receiver: AsyncGenerator<Value, void>,
): Promise<Value | 'done'> {
  const next = await receiver.next();
  return next.done ? 'done' : next.value;
}

function receiverOf<Value>(channel: Channel<Value>) {
  return channel[Symbol.asyncIterator]();
}

/** Sends all values at once, and records each when its send is fulfilled. */
function sendAll(channel: Channel<string>, values: string): string[] {
  const accepted: string[] = [];
  for (const value of values.split('')) {
    void channel.send(value).then(() => accepted.push(value));
  }
  return accepted;
}

suite('a channel', () => {
  test('gives what was sent, in order, until it is closed', async () => {
    const channel = createChannel<string>(Infinity);
    sendAll(channel, 'abc');
    channel.close();
    assert.deepEqual(await Array.fromAsync(channel), ['a', 'b', 'c']);
  });

  test('hands a value to a waiting receiver', async () => {
    const channel = createChannel<string>(1);
    const waiting = take(receiverOf(channel));
    await nextTurn();
    await channel.send('a');
    assert.equal(await waiting, 'a');
  });

  test('gives each value to one of its receivers', async () => {
    const channel = createChannel<string>(0);
    const received = Promise.all([1, 2].map(() => Array.fromAsync(channel)));
    for (const value of 'abcd') await channel.send(value);
    channel.close();
    const values = (await received).flat().toSorted();
    assert.deepEqual(values, ['a', 'b', 'c', 'd']);
  });

  test('serves waiting receivers in order of arrival', async () => {
    const channel = createChannel<string>(1);
    const receivers = [1, 2, 3].map(() => take(receiverOf(channel)));
    await nextTurn();
    sendAll(channel, 'abc');
    assert.deepEqual(await Promise.all(receivers), ['a', 'b', 'c']);
  });

  test('loses nothing when another receiver is quicker than the one that was woken', async () => {
    const channel = createChannel<string>(Infinity);
    const patient = receiverOf(channel);
    const quick = receiverOf(channel);
    sendAll(channel, 'a');
    await take(quick);
    const waiting = take(patient);
    await nextTurn();
    sendAll(channel, 'b');
    const both = Promise.all([take(quick), waiting]);
    sendAll(channel, 'c');
    assert.deepEqual((await both).toSorted(), ['b', 'c']);
  });

  test('accepts any value, even undefined', async () => {
    const channel = createChannel<undefined>(1);
    await channel.send(undefined);
    channel.close();
    assert.deepEqual(await Array.fromAsync(channel), [undefined]);
  });

  for (const capacity of [-1, 1.5, NaN]) {
    test(`cannot have a capacity of ${capacity}`, () => {
      assert.throws(() => createChannel(capacity), {
        name: 'RangeError',
        message: `capacity must be 0, 1, 2 …, but is ${capacity}.`,
      });
    });
  }
});

suite('a channel that is full', () => {
  test('makes senders wait until there is room again', async () => {
    const channel = createChannel<string>(2);
    const accepted = sendAll(channel, 'abcd');
    const receiver = receiverOf(channel);
    await nextTurn();
    assert.equal(accepted.join(''), 'ab');
    assert.equal(await take(receiver), 'a');
    await nextTurn();
    assert.equal(accepted.join(''), 'abc');
    assert.equal(await take(receiver), 'b');
    await nextTurn();
    assert.equal(accepted.join(''), 'abcd');
  });

  test('has no room at all where its capacity is 0', async () => {
    const channel = createChannel<string>(0);
    const accepted = sendAll(channel, 'ab');
    const receiver = receiverOf(channel);
    await nextTurn();
    assert.equal(accepted.join(''), '');
    assert.equal(await take(receiver), 'a');
    await nextTurn();
    assert.equal(accepted.join(''), 'a');
  });

  test('never holds more values than its capacity and receivers', async () => {
    const channel = createChannel<number>(3);
    let sent = 0;
    let received = 0;
    let most = 0;
    const receivers = [1, 2].map(async () => {
      for await (const value of channel) {
        assert.ok(value <= sent);
        most = Math.max(most, sent - received);
        await nextTurn();
        received += 1;
      }
    });
    for (; sent < 100; sent += 1) await channel.send(sent);
    channel.close();
    await Promise.all(receivers);
    assert.equal(received, 100);
    assert.ok(most <= 3 + 2, `${most} at once`);
  });
});

suite('a channel that is closed', () => {
  test('still gives the values of waiting senders', async () => {
    const channel = createChannel<string>(1);
    const accepted = sendAll(channel, 'abc');
    channel.close();
    assert.deepEqual(await Array.fromAsync(channel), ['a', 'b', 'c']);
    assert.equal(accepted.join(''), 'abc');
  });

  test('ends all waiting receivers', async () => {
    const channel = createChannel<string>(1);
    const waiting = [1, 2, 3].map(() => take(receiverOf(channel)));
    await nextTurn();
    channel.close();
    assert.deepEqual(await Promise.all(waiting), ['done', 'done', 'done']);
  });

  test('accepts nothing more', async () => {
    const channel = createChannel<string>(1);
    channel.close();
    await assert.rejects(channel.send('late'), {
      name: 'ChannelClosedError',
      message:
        'The channel is closed, so it accepts no more values. Send before it is closed.',
    });
    assert.deepEqual(await Array.fromAsync(channel), []);
  });

  test('passes an error on, after what was sent before it', async () => {
    const channel = createChannel<string>(Infinity);
    const failure = new Error('the source failed');
    sendAll(channel, 'ab');
    channel.close(failure);
    const received: string[] = [];
    const receiving = (async () => {
      for await (const value of channel) received.push(value);
    })();
    await assert.rejects(receiving, (error) => error === failure);
    assert.deepEqual(received, ['a', 'b']);
  });

  test('passes an error on to all receivers', async () => {
    const channel = createChannel<string>(1);
    const failure = new Error('the source failed');
    const waiting = [1, 2].map(() => take(receiverOf(channel)));
    await nextTurn();
    channel.close(failure);
    assert.deepEqual(
      await Promise.allSettled(waiting),
      [1, 2].map(() => ({ status: 'rejected', reason: failure })),
    );
  });

  test('stays as the first close left it', async () => {
    const channel = createChannel<string>(1);
    channel.close();
    channel.close(new Error('too late'));
    assert.deepEqual(await Array.fromAsync(channel), []);
  });
});

suite('a channel that is left early', () => {
  const left = {
    name: 'ChannelClosedError',
    message: /^Every receiver has left the channel/,
  };

  test('rejects waiting senders, and later ones', async () => {
    const channel = createChannel<string>(0);
    const sending = ['a', 'b'].map((value) => channel.send(value));
    for await (const value of channel) {
      assert.equal(value, 'a');
      break;
    }
    const outcomes = await Promise.allSettled(sending);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    await assert.rejects(sending[1] ?? Promise.resolve(), left);
    await assert.rejects(channel.send('c'), left);
  });

  test('rejects them even when the receiver has failed', async () => {
    const channel = createChannel<string>(1);
    const worker = (async () => {
      for await (const value of channel) assert.fail(value);
    })();
    await channel.send('a');
    await assert.rejects(worker, { message: 'a' });
    await assert.rejects(channel.send('b'), ChannelClosedError);
  });

  test('continues as long as there is a receiver', async () => {
    const channel = createChannel<string>(1);
    const [leaving, staying] = [receiverOf(channel), receiverOf(channel)];
    sendAll(channel, 'ab');
    assert.deepEqual([await take(leaving), await take(staying)], ['a', 'b']);
    await leaving.return();
    await channel.send('c');
    assert.equal(await take(staying), 'c');
  });

  test('drops what was waiting in it', async () => {
    const channel = createChannel<string>(5);
    const accepted = sendAll(channel, 'abc');
    const receiver = receiverOf(channel);
    assert.equal(await take(receiver), 'a');
    await receiver.return();
    assert.deepEqual(await Array.fromAsync(channel), []);
    assert.equal(accepted.join(''), 'abc');
  });

  test('is not closed by an iterator that never began to receive', async () => {
    const channel = createChannel<string>(1);
    await receiverOf(channel).return();
    await channel.send('a');
    assert.equal(await take(receiverOf(channel)), 'a');
  });
});
