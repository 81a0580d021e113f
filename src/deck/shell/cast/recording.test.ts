import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecording } from './recording.ts';

test('A recording in the page has a size, and the times of its markers', () => {
  const text = [
    '{"version":3,"term":{"cols":80,"rows":18}}',
    '[0.5,"o","$ "]',
    '[0.25,"m","ready"]',
    '[1,"o","done"]',
    '[0.5,"m","over"]',
    '',
  ].join('\n');
  const recording = readRecording(JSON.stringify(text));
  assert.deepEqual(recording, {
    text,
    columns: 80,
    rows: 18,
    markerSeconds: [0.75, 2.25],
  });
});
