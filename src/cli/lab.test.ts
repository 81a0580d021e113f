import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('lab.ts', import.meta.url));
const program = `
  const { main } = await import(process.argv[1]);
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(error.name + ': ' + error.message);
    process.exitCode = 1;
  }`;

function startCommand(...args: string[]) {
  const evaluate = ['--input-type=module', '--eval', program, '--', file];
  return spawn(process.execPath, [...evaluate, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function outputOf(stream: AsyncIterable<unknown>): Promise<string> {
  let output = '';
  for await (const chunk of stream) output += String(chunk);
  return output;
}

suite('npm run lab', { timeout: 60_000 }, () => {
  test('prints its addresses, serves, and ends when interrupted', async () => {
    const command = startCommand('--scale', '0.1');
    const lines = createInterface({ input: command.stdout });
    const urls: string[] = [];
    for await (const line of lines) {
      urls.push(...(/\w+:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []));
      if (line.includes('Ctrl-C')) break;
    }
    const [url = '', ...sites] = urls;
    const lab = (await (await fetch(`${url}/lab.json`)).json()) as {
      name: string;
      scale: number;
      sites: Record<string, string>;
    };
    assert.deepEqual([lab.name, lab.scale], ['async-lab', 0.1]);
    // The last line says how to use this lab elsewhere.
    assert.deepEqual(sites, [...Object.values(lab.sites), url]);
    command.kill('SIGINT');
    assert.deepEqual(await once(command, 'exit'), [0, null]);
  });

  test('warns when others on the network can reach it', async () => {
    const command = startCommand('--host', '0.0.0.0');
    for await (const chunk of command.stderr) {
      assert.match(String(chunk), /^Anyone on your network can reach/);
      break;
    }
    command.kill('SIGTERM');
    assert.deepEqual(await once(command, 'exit'), [0, null]);
  });

  for (const [flag, value, message] of [
    ['--scale', '0', /scale must be a number above 0/],
    ['--scale', 'NaN', /scale must be a number above 0/],
    ['--jitter', '2', /jitter must be a number from 0 to 1/],
    ['--port', '65535', /port must be a whole number from 0 to 65\d{3}/],
    ['--nonsense', '1', /has no flag --nonsense/],
  ] as const) {
    test(`says in one line what is wrong with ${flag} ${value}`, async () => {
      const command = startCommand(flag, value);
      const output = await outputOf(command.stderr);
      assert.match(output, /^UsageError: .*$/);
      assert.match(output, message);
    });
  }
});
