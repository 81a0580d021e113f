import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { idealSeconds, type Plan } from './ideal.ts';
import {
  conferenceModel,
  noDelayModel,
  pokemonModel,
  type SiteModel,
} from './model.ts';

/** What the talks measured, and what the lab did at scale 1; with the plan. */
const measured: readonly [string, number, SiteModel, Omit<Plan, 'scale'>][] = [
  [
    '150 requests in turn with a new connection each',
    28.87,
    pokemonModel,
    { requests: 150, connections: 150, inFlight: 1 },
  ],
  [
    '150 requests in turn over one connection',
    8.1,
    pokemonModel,
    { requests: 150, connections: 1 },
  ],
  [
    '150 requests at once with a connection each',
    2.12,
    pokemonModel,
    { requests: 150, connections: 150 },
  ],
  ...(
    [
      [2, 4.13],
      [5, 1.78],
      [10, 1.01],
      [20, 0.71],
      [25, 0.68],
      [50, 0.94],
      [100, 1.53],
    ] as const
  ).map(
    ([connections, seconds]): [
      string,
      number,
      SiteModel,
      Omit<Plan, 'scale'>,
    ] => [
      `150 requests at once over ${connections} connections`,
      seconds,
      pokemonModel,
      { requests: 150, connections },
    ],
  ),
  [
    'an index and 28 pages in turn with a new connection each',
    24.37,
    conferenceModel,
    { requests: [1, 28], connections: 29, inFlight: 1 },
  ],
  [
    'an index and then 28 pages at once',
    2.81,
    conferenceModel,
    { requests: [1, 28], connections: 28 },
  ],
];

suite('idealSeconds', () => {
  for (const [what, seconds, model, plan] of measured) {
    test(`gives about ${seconds} s for ${what}`, () => {
      const ideal = idealSeconds(model, { ...plan, scale: 1 });
      const error = Math.abs(ideal / seconds - 1);
      assert.ok(error < 0.05, `gave ${ideal}`);
    });
  }

  test('multiplies by the scale', () => {
    const plan = { requests: 150, connections: 20 };
    const [whole, quarter] = [1, 0.25].map((scale) =>
      idealSeconds(pokemonModel, { ...plan, scale }),
    );
    assert.ok(Math.abs((quarter ?? 0) * 4 - (whole ?? 0)) < 1e-9);
  });

  test('costs one connection and one request for one request', () => {
    const plan = { requests: 1, connections: 1, scale: 1 };
    assert.equal(idealSeconds(pokemonModel, plan), 0.193);
  });

  test('limits the requests in flight where connections do not', () => {
    const plan = { requests: 40, connections: 40, scale: 1 };
    const bounded = idealSeconds(pokemonModel, { ...plan, inFlight: 4 });
    assert.ok(bounded >= 10 * 0.193);
  });

  test('takes no time in a model without delays', () => {
    const plan = { requests: 10_000, connections: 1, scale: 1 };
    assert.equal(idealSeconds(noDelayModel, plan), 0);
  });

  test('refuses a plan that could never end', () => {
    const plan = { requests: 1, connections: 0, scale: 1 };
    assert.throws(() => idealSeconds(pokemonModel, plan), RangeError);
  });
});
