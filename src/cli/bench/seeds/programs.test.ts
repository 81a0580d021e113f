import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { startLab, type Lab } from '../../../lab/lab.ts';
import { project } from '../../../setup/project.mjs';
import { WorkError } from '../../../command/options.ts';
import { runSeedProgram } from './program.ts';
import { seedRows } from './rows.ts';

/** Those that need no package besides what the lessons' environment has. */
const testable = seedRows.filter(({ program }) => !/aiohttp/.test(program));

suite("the talks' programs", { timeout: 120_000 }, () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab({ scale: 0.01, url: '' });
  });
  after(() => lab.close());

  for (const { name, program, site, count, results } of testable) {
    test(`run against the lab: ${name}`, async () => {
      const origin = lab[site];
      const task = { program, origin, count, results };
      const run = await runSeedProgram(project.venvPython, task);
      assert.equal(run.results, results);
      assert.ok(run.seconds > 0);
    });
  }

  test('say so when the site is not what they expect', async () => {
    const task = { program: 'scrape-in-turn', count: 1, results: 26 };
    const run = runSeedProgram(project.venvPython, {
      ...task,
      origin: lab.years,
    });
    await assert.rejects(run, (error) => {
      assert.ok(error instanceof WorkError);
      assert.match(error.message, /scrape-in-turn has 0 results, not 26/);
      return true;
    });
  });
});
