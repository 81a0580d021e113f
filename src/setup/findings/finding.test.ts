import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  attempt,
  failuresIn,
  renderFinding,
  renderOutcome,
  skip,
} from './finding.mjs';

test('a check that throws is a failure with the first line of its error', async () => {
  const found = await attempt('lab', () => {
    throw new Error('no answer\nCall log: …');
  });
  assert.equal(renderFinding(found), '✖ lab              no answer');
});

test('a failure says what to do, on a line of its own', async () => {
  const report = { ok: false, finding: '0.2 GB free', help: 'Free 1 GB.' };
  const found = await attempt('disk', () => report);
  assert.match(renderFinding(found), /^✖ disk +0\.2 GB free\n +→ Free 1 GB\.$/);
});

test('only a needed check that was tried can make a machine unready', async () => {
  const fails = () => ({ ok: false, finding: '' });
  const findings = [
    await attempt('python', fails),
    skip('kernel', 'python'),
    await attempt('browser', fails, false),
  ];
  assert.deepEqual(
    failuresIn(findings).map(({ name }) => name),
    ['python'],
  );
  assert.equal(renderOutcome(findings, 'npm start'), 'Not ready yet: python.');
  assert.equal(
    renderOutcome(findings.slice(1), 'npm start'),
    'Ready: npm start',
  );
  assert.match(
    findings.map(renderFinding).join('\n'),
    /^✖.*\n! kernel .*needs python\n! browser/,
  );
});
