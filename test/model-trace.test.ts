import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idealSeconds } from '../src/lab/ideal.ts';
import { pokemonModel, conferenceModel } from '../src/lab/model.ts';
import { modelTrace } from '../src/trace/explore/model-trace.ts';

test('what a slider shows is what the lab’s ideal is, for each number', () => {
  for (const model of [pokemonModel, conferenceModel]) {
    for (let connections = 1; connections <= 150; connections += 1) {
      const { durationMs } = modelTrace(model, { requests: 150, connections });
      const seconds = idealSeconds(model, {
        requests: 150,
        connections,
        scale: 1,
      });
      assert.ok(
        Math.abs(durationMs / 1000 - seconds) < 1e-9,
        `${connections}: ${durationMs / 1000} s, not ${seconds} s`,
      );
    }
  }
});
