import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommand } from './command.ts';

for (const [args, complaint] of [
  [['fly'], /^There is no command "fly"\. The commands are start, test, .*\n$/],
  [['constructor'], /^There is no command "constructor"/],
  [['start', '--fast'], /^npm start has no flag --fast; it has .*\n$/],
  [['start', '--port', '70000'], /^--port must be a whole number .*\n$/],
  [['start', 'here'], /^npm start does not take the argument "here"\.\n$/],
  [
    ['test', '--only='],
    /^--only must be text that is not empty, but got ""\.\n$/,
  ],
  [['doctor', '--fast'], /^npm run doctor has no flag --fast; .*\n$/],
] as const) {
  test(`"${args.join(' ')}" is refused in one line with exit code 2`, async () => {
    const { code, stdout, stderr } = await runCommand(args);
    assert.match(stderr, complaint);
    assert.equal(stdout, '');
    assert.equal(code, 2);
  });
}

for (const command of ['start', 'test', 'doctor']) {
  test(`${command} --help describes it on standard output`, async () => {
    const { code, stdout, stderr } = await runCommand([command, '--help']);
    assert.match(stdout, /\n\nUsage: npm .*\n\n {2}--/);
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });
}

for (const command of [
  'start',
  'test',
  'notebooks',
  'race',
  'scrape',
  'request',
  'slides',
  'crawl',
  'lab',
  'bench',
  'generate',
  'exercises',
  'doctor',
]) {
  test(`${command} --version says which kit this is`, async () => {
    const result = await runCommand([command, '--version']);
    assert.match(result.stdout, /^async-http-workshop \d+\.\d+\.\d+\n$/);
    assert.deepEqual([result.code, result.stderr], [0, '']);
  });
}

test('a test pattern that matches no file is a failure, not a success', async () => {
  const { code, stderr } = await runCommand(['test', '--only', 'no-such']);
  assert.equal(stderr, 'No test file\'s path contains "no-such".\n');
  assert.equal(code, 1);
});

test('doctor finds this machine ready, kernel and lab included', async () => {
  const { code, stdout } = await runCommand(['doctor', '--json']);
  const { ready, checks } = JSON.parse(stdout) as {
    ready: boolean;
    checks: { name: string; needed: boolean; ok: boolean; finding: string }[];
  };
  const missing = checks.filter(({ needed, ok }) => needed && !ok);
  assert.deepEqual(missing, []);
  assert.equal(ready, true);
  assert.equal(code, 0);
});
