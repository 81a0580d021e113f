import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeUncopyable } from './uncopyable.ts';

suite('What cannot be copied to another process', () => {
  const hostile = {
    get name(): string {
      throw new Error('no');
    },
  };
  const cases: readonly (readonly [value: unknown, words: string])[] = [
    [[1, Promise.resolve(1)], 'a list of promises'],
    [Promise.resolve(1), 'a promise'],
    [[{ name: Promise.resolve('a') }], 'a list with a promise in it'],
    [{ names: [() => 1] }, 'a list of functions'],
    [Symbol('a'), 'a symbol'],
    [(function* () {})(), 'a generator'],
    [new Proxy([], {}), 'a proxy'],
    [hostile, 'a value that cannot be copied'],
    [{ a: { b: { c: { d: () => 1 } } } }, 'a value that cannot be copied'],
  ];
  for (const [value, words] of cases) {
    test(`is ${words}`, () => {
      assert.equal(describeUncopyable(value), words);
    });
  }
});
