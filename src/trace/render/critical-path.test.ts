import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { traceOf } from '../fixtures/trace-of.ts';
import { bounded, newConnectionEach, pooled } from '../fixtures/traces.ts';
import {
  differenceSentence,
  pathSentence,
  renderCriticalPaths,
} from './critical-path.ts';
import { idsOfWellFormed } from './fixture-xml.ts';

const inTurn = { name: 'in turn', trace: newConnectionEach(20) };
const reused = { name: 'pooled', trace: pooled(20) };
const few = { name: 'bounded', trace: bounded(40, 5) };
const none = { name: 'idle', trace: traceOf([], { durationMs: 30 }) };

suite('what each of several runs waited for', () => {
  test('is drawn on one axis, a strip each', () => {
    const svg = renderCriticalPaths([inTurn, reused, few]);
    idsOfWellFormed(svg);
    assert.equal(svg.match(/data-run=/g)?.length, 3);
    assert.match(svg, /class="strong">pooled</);
    idsOfWellFormed(renderCriticalPaths([none]));
  });

  test('is small with 10,000 requests on the path', () => {
    const large = { name: 'large', trace: pooled(10_000) };
    assert.ok(renderCriticalPaths([large]).length < 60_000);
  });

  test('is a sentence about what it spent its time on', () => {
    assert.match(
      pathSentence(inTurn),
      /^in turn spent 2\.8\d s of its 3\.9\d s on opening connections and 1\.0\d s on waiting for answers, in a chain of 20 of its 20 requests, each made after the one before had ended\.$/,
    );
    assert.match(
      pathSentence(few),
      /in a chain of 8 of its 40 requests, each waiting for the connection of the one before\.$/,
    );
    assert.equal(
      pathSentence(none),
      'idle spent 30 ms of its 30 ms on the program itself.',
    );
  });

  test('is a sentence about what differs most, if anything does', () => {
    assert.match(
      differenceSentence(inTurn, reused),
      /^Most of the difference between in turn and pooled is opening connections: 2\.8\d s against 140 ms\.$/,
    );
    assert.equal(differenceSentence(reused, reused), '');
  });
});
