import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { after, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { project } from '../src/setup/project.mjs';
import {
  mew,
  pixels,
  startHttp2Server,
  startServer,
} from './request-server.ts';

const server = await startServer();
const http2Server = await startHttp2Server();
const folder = mkdtempSync(join(tmpdir(), 'request-test-'));
after(() => {
  server.close();
  http2Server.close();
  rmSync(folder, { recursive: true });
});

const run = fileURLToPath(new URL('../src/cli/run.mjs', import.meta.url));

function start(...args: string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [run, 'request', ...args], {
    env: { ...process.env, INIT_CWD: folder },
  });
}

async function resultOf(child: ChildProcessWithoutNullStreams) {
  const closed = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  const [stdout, stderr] = await Promise.all([
    buffer(child.stdout),
    text(child.stderr),
  ]);
  return { code: await closed, stdout, stderr };
}

/** Runs the command to its end, with nothing on its standard input. */
function request(...args: string[]) {
  const child = start(...args);
  child.stdin.end();
  return resultOf(child);
}

const noFullDevice = !existsSync('/dev/full');

interface Echo {
  readonly method: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** What the server says it was sent. */
async function echo(...args: string[]): Promise<Echo> {
  const { stdout, stderr, code } = await request(...args);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout.toString()) as Echo;
}

suite('the command request', () => {
  test('gives only the body, byte for byte, without a terminal', async () => {
    const { code, stdout, stderr } = await request(`${server.url}/mew`);
    assert.equal(code, 0);
    assert.equal(stdout.toString(), mew);
    assert.match(
      stderr,
      /^HTTP\/1\.1 200 OK\ncontent-type: application\/json\n/,
    );
    assert.match(
      stderr,
      /\n\nconnect \S+ m?s, waiting \S+ m?s, receiving \S+ m?s; \S+ m?s in all\n\/mew [·╱░█ ]+\n$/,
    );
    assert.ok(!stderr.includes('\u001b'));
  });

  test('ends with 1 for an answer of 400 or above, and gives it all the same', async () => {
    const { code, stdout, stderr } = await request(`${server.url}/missing`);
    assert.equal(code, 1);
    assert.equal(stdout.toString(), 'nobody here');
    assert.match(stderr, /^HTTP\/1\.1 404 Not Found\n/);
  });

  test('prints only the body with --quiet', async () => {
    const result = await request(`${server.url}/pixels`, '--quiet');
    assert.deepEqual({ ...result }, { code: 0, stdout: pixels, stderr: '' });
  });

  test('also shows what it sent with --verbose', async () => {
    const { stderr } = await request(`${server.url}/mew`, '--verbose');
    assert.match(stderr, /^> GET \/mew HTTP\/1\.1\n> host: 127\.0\.0\.1:\d+\n/);
    assert.match(stderr, /\nevent loop /);
  });

  for (const [what, args, header] of [
    ['text', ['--json', '{"a":1}'], 'content-length: 7'],
    ['no text', ['--data', ''], 'content-length: 0'],
    ['a file', ['--data', '@sent.txt'], 'content-length: 3'],
    ['a stream', ['--data', '-'], 'transfer-encoding: chunked'],
  ] as const) {
    test(`shows how it told the length of ${what}`, async () => {
      writeFileSync(join(folder, 'sent.txt'), 'mew');
      const child = start(`${server.url}/echo`, '--verbose', ...args);
      child.stdin.end('some');
      const { stdout, stderr } = await resultOf(child);
      assert.ok(stderr.includes(`\n> ${header}\nHTTP/1.1 200 OK\n`), stderr);
      const seen = JSON.parse(stdout.toString()) as Echo;
      assert.ok(
        seen.rawHeaders.join('\n').endsWith(header.replace(': ', '\n')),
      );
    });
  }

  test('sends method and headers as they were given', async () => {
    const flags = ['--header', 'X-One: 1', '--header', 'x-two: a: b'];
    const seen = await echo('delete', `${server.url}/echo`, ...flags);
    assert.equal(seen.method, 'DELETE');
    const headers = seen.rawHeaders.join('\n');
    assert.match(
      headers,
      /\nX-One\n1\nx-two\na: b\nuser-agent\nasync-lab(\n|$)/,
    );
  });

  test('writes everything to a HAR file', async () => {
    const { code } = await request(`${server.url}/mew`, '--har', 'a.har');
    assert.equal(code, 0);
    const [entry, ...more] = entriesOf('a.har');
    assert.deepEqual(more, []);
    assert.equal(entry?.request.url, `${server.url}/mew`);
    assert.equal(entry.request.httpVersion, 'HTTP/1.1');
    assert.equal(entry.response.status, 200);
  });
});

suite('a trace for other tools', () => {
  test('is a file of trace events', async () => {
    const { code } = await request(`${server.url}/mew`, '--trace', 'a.json');
    assert.equal(code, 0);
    const { traceEvents } = readJson('a.json') as {
      traceEvents: { name: string; args?: { status?: number } }[];
    };
    const named = traceEvents.filter(({ name }) => name === '/mew');
    assert.equal(named.at(-1)?.args?.status, 200);
  });

  test('is a file of OpenTelemetry spans, where its name says so', async () => {
    const file = 'a.otlp.json';
    await request(`${server.url}/mew`, '--trace', file);
    const { resourceSpans } = readJson(file) as { resourceSpans: unknown[] };
    assert.equal(resourceSpans.length, 1);
  });

  test('goes to standard output as -, and then has no body', async () => {
    const { stdout } = await request(`${server.url}/mew`, '--trace', '-');
    const events = JSON.parse(stdout.toString()) as { traceEvents: unknown[] };
    assert.ok(events.traceEvents.length > 0);
  });

  test('is written even when the request fails', async () => {
    await request(`${server.url}/hang-up`, '--trace', 'failed.json');
    const { traceEvents } = readJson('failed.json') as {
      traceEvents: { args?: { error?: string } }[];
    };
    assert.ok(traceEvents.some(({ args }) => args?.error));
  });
});

suite('standard output', () => {
  test('is also called -, for the body', async () => {
    const args = [`${server.url}/mew`, '--quiet', '--output', '-'];
    const { stdout } = await request(...args);
    assert.equal(stdout.toString(), mew);
    assert.ok(!readdirSync(folder).includes('-'));
  });

  test('is also called -, for the HAR file, and then has no body', async () => {
    const { stdout } = await request(`${server.url}/mew`, '--har', '-');
    const har = JSON.parse(stdout.toString()) as {
      log: { entries: unknown[] };
    };
    assert.equal(har.log.entries.length, 1);
  });

  test('that is full is told in one line', { skip: noFullDevice }, async () => {
    const { code, stderr } = await shell(
      `${server.url}/mew --quiet >/dev/full`,
    );
    assert.equal(code, 1);
    assert.match(stderr, /^Standard output could not be written: ENOSPC.+\n$/);
  });

  test('or error that is closed early is no failure', async () => {
    // Far more than a pipe holds.
    const { code } = await shell(`${server.url}/pixels --quiet | head -c 1`);
    assert.equal(code, 0);
    const both = await shell(
      `${server.url}/mew 2>&1 >mew.out | true; cat mew.out`,
    );
    assert.equal(both.stdout.toString(), mew);
    assert.equal(both.stderr, '');
  });

  test('has colours where FORCE_COLOR asks for them', async () => {
    const { stderr } = await shell(`${server.url}/mew`, { FORCE_COLOR: '1' });
    assert.ok(stderr.startsWith('HTTP/1.1 \u001b[32m200 OK'), stderr);
  });
});

/** Runs the command in a shell, with pipes and redirections behind it. */
function shell(line: string, environment: NodeJS.ProcessEnv = {}) {
  const command = `set -o pipefail; ${process.execPath} ${run} request ${line}`;
  const child = spawn('bash', ['-c', command], {
    cwd: folder,
    env: {
      ...process.env,
      FORCE_COLOR: undefined,
      INIT_CWD: folder,
      ...environment,
    },
  });
  child.stdin.end();
  return resultOf(child);
}

interface HarEntry {
  readonly request: { readonly url: string; readonly httpVersion: string };
  readonly response: { readonly status: number; readonly _error?: string };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

function entriesOf(file: string): readonly HarEntry[] {
  const har = readJson(file) as {
    log: { entries: HarEntry[] };
  };
  return har.log.entries;
}

suite('a request with a body', () => {
  test('sends JSON with its content type', async () => {
    const seen = await echo(`${server.url}/echo`, '--json', '{"id": 151}');
    assert.equal(seen.method, 'POST');
    assert.equal(seen.body, '{"id": 151}');
    const headers = seen.rawHeaders.join('\n');
    assert.match(headers, /content-type\napplication\/json/);
    assert.match(headers, /content-length\n11/);
  });

  test('sends text, even an empty one', async () => {
    assert.equal(
      (await echo(`${server.url}/echo`, '--data', 'mëw')).body,
      'mëw',
    );
    assert.equal((await echo(`${server.url}/echo`, '--data', '')).body, '');
  });

  test('sends a file with its length', async () => {
    writeFileSync(join(folder, 'long.txt'), 'mew '.repeat(50_000));
    const seen = await echo(`${server.url}/echo`, '--data', '@long.txt');
    assert.equal(seen.body, 'mew '.repeat(50_000));
    assert.match(seen.rawHeaders.join('\n'), /content-length\n200000/);
  });

  test('sends standard input until it ends', async () => {
    const child = start(`${server.url}/echo`, '--data', '-', '--quiet');
    for (const piece of ['first ', 'second ', 'third']) {
      child.stdin.write(piece);
    }
    child.stdin.end();
    const { stdout } = await resultOf(child);
    const seen = JSON.parse(stdout.toString()) as Echo;
    assert.equal(seen.body, 'first second third');
  });

  test('ends even if its standard input stays open', async () => {
    const child = start('http://127.0.0.1:1/', '--data', '-');
    const { code } = await resultOf(child);
    assert.equal(code, 1);
  });
});

suite('redirects', () => {
  test('are answers like any other without --follow', async () => {
    const { code, stderr } = await request(`${server.url}/away`);
    assert.equal(code, 0);
    assert.match(stderr, /^HTTP\/1\.1 302 Found\nlocation: \/on\n/);
  });

  test('are followed, and each is shown, drawn and written to the HAR file', async () => {
    const args = [`${server.url}/away`, '--follow', '--har', 'away.har'];
    const { code, stdout, stderr } = await request(...args);
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout.toString()) as Echo).method, 'GET');
    assert.match(
      stderr,
      /^HTTP\/1\.1 302 Found → \/on\nHTTP\/1\.1 307 Temporary Redirect → \/echo\nHTTP\/1\.1 200 OK\n/,
    );
    assert.match(stderr, / in all\n\/away .+\n\/on .+\n\/echo .+\n$/);
    assert.deepEqual(
      entriesOf('away.har').map(({ response }) => response.status),
      [302, 307, 200],
    );
  });

  test('repeat the body if HTTP says so', async () => {
    const args = [`${server.url}/on`, '--follow', '--data', 'mew'];
    const { method, body } = await echo(...args);
    assert.deepEqual({ method, body }, { method: 'POST', body: 'mew' });
  });
});

suite('redirects to an address in UTF-8', () => {
  test('are shown and followed as it is meant', async () => {
    const { code, stdout, stderr } = await request(
      `${server.url}/to-accent`,
      '--follow',
    );
    assert.deepEqual([code, stdout.toString()], [0, 'found']);
    assert.match(stderr, /^HTTP\/1\.1 307 Temporary Redirect → \/búsqueda\n/);
  });

  test('are sent a file again', async () => {
    writeFileSync(join(folder, 'mew.txt'), ' mew');
    const { code, stdout } = await request(
      `${server.url}/to-accent`,
      '--follow',
      '--data',
      '@mew.txt',
    );
    assert.deepEqual([code, stdout.toString()], [0, 'found mew']);
  });
});

suite('redirects that want the body again', () => {
  test('are sent a file again, as often as they want it', async () => {
    writeFileSync(join(folder, 'again.txt'), 'mew '.repeat(50_000));
    const args = [`${server.url}/again`, '--follow', '--data', '@again.txt'];
    const { method, body, rawHeaders } = await echo(...args);
    assert.deepEqual(
      { method, bytes: body.length },
      { method: 'POST', bytes: 200_000 },
    );
    assert.match(rawHeaders.join('\n'), /content-length\n200000/);
  });

  test('cannot be sent standard input again, which is said', async () => {
    const child = start(`${server.url}/on`, '--follow', '--data', '-');
    child.stdin.end('mew');
    const { code, stdout, stderr } = await resultOf(child);
    assert.equal(code, 1);
    assert.equal(stdout.length, 0);
    assert.match(
      stderr,
      /wants the body sent again, to \S+\/echo \(307\), but standard input can be read only once/,
    );
  });
});

suite('HTTP/2', () => {
  test('is used with a server that speaks nothing else', async () => {
    const args = [http2Server.url, '--http2', '--verbose', '--har', 'two.har'];
    const { code, stdout, stderr } = await request(...args);
    assert.equal(code, 0, stderr);
    assert.equal(stdout.toString(), 'HTTP/2.0 GET');
    assert.match(stderr, /^> GET \/ HTTP\/2\n> host: .+\n/);
    assert.match(stderr, /\nHTTP\/2 200 OK\n/);
    assert.equal(entriesOf('two.har')[0]?.request.httpVersion, 'HTTP/2');
  });
});

suite('a download', () => {
  const path = join(folder, 'mew.png');
  const names = () => readdirSync(folder).filter((name) => /png/.test(name));

  test('is written to its file, and nothing to standard output', async () => {
    const args = [`${server.url}/pixels`, '--output', 'mew.png'];
    const { code, stdout, stderr } = await request(...args);
    assert.equal(code, 0, stderr);
    assert.equal(stdout.length, 0);
    assert.deepEqual(readFileSync(path), pixels);
    assert.ok(stderr.includes(`\n150 kB saved as ${path}\n`), stderr);
  });

  for (const [what, address] of [
    ['is cut short', '/half'],
    ['is an error, not an answer', '/missing'],
  ] as const) {
    test(`that ${what} leaves what was there before`, async () => {
      writeFileSync(path, 'older');
      const args = [server.url + address, '--output', 'mew.png'];
      assert.equal((await request(...args)).code, 1);
      assert.equal(readFileSync(path, 'utf8'), 'older');
      assert.deepEqual(names(), ['mew.png']);
    });
  }

  test('that Ctrl-C ends leaves nothing behind, and ends with 130', async () => {
    rmSync(path, { force: true });
    const child = start(`${server.url}/stuck`, '--output', 'mew.png');
    const result = resultOf(child);
    // The head is there, so the body is on its way.
    await new Promise((resolve) => child.stderr.once('data', resolve));
    child.kill('SIGINT');
    const { code, stderr } = await result;
    assert.equal(code, 130);
    assert.match(stderr, /\nInterrupted\.\n$/);
    assert.deepEqual(names(), []);
  });

  test('does not touch the file of another download', async () => {
    writeFileSync(`${path}.part`, 'half of another');
    const args = [`${server.url}/pixels`, '--output', 'mew.png', '--quiet'];
    const { code, stderr } = await request(...args);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /mew\.png\.part exists already: .+ remove it, then try again\.\n$/,
    );
    assert.equal(readFileSync(`${path}.part`, 'utf8'), 'half of another');
    rmSync(`${path}.part`);
  });
});

suite('a request that fails ends with one line, and with 1', () => {
  writeFileSync(join(folder, 'body.txt'), 'mew');
  const failing: readonly (readonly [RegExp, ...string[]])[] = [
    [
      /^No server is listening at http:\/\/127\.0\.0\.1:1 \(/,
      'http://127.0.0.1:1/',
    ],
    [
      / closed the connection before its answer was complete/,
      `${server.url}/hang-up`,
    ],
    [
      / closed the connection before its answer was complete/,
      `${server.url}/half`,
    ],
    [/ did not answer in HTTP\/1\.1 /, `${server.url}/garbage`],
    [/ did not answer in HTTP\/1\.1 .*--http2/, http2Server.url],
    [/ does not speak HTTP\/2 correctly/, server.url, '--http2'],
    [/ does not speak TLS correctly/, server.url.replace('http', 'https')],
    [
      / had not answered completely after 0\.2 s; /,
      `${server.url}/stuck`,
      '--timeout',
      '0.2',
    ],
    [
      /^No server is listening at http:\/\/127\.0\.0\.1:1 \(/,
      `${server.url}/to-nobody`,
      '--follow',
    ],
    ...['/to-script', '/to-file', '/to-nowhere'].map(
      (path) =>
        [
          / redirects to "\S+", which is not a web address; /,
          server.url + path,
          '--follow',
        ] as const,
    ),
    [
      / redirects to "javascript:ú", which is not a web address; /,
      `${server.url}/to-accented-script`,
      '--follow',
    ],
    [
      / redirects to "javascript:x", which is not a web address; /,
      `${server.url}/to-script`,
      '--follow',
      '--data',
      '@body.txt',
    ],
    [
      / redirected more than 10 times; /,
      `${server.url}/again-and-again`,
      '--follow',
      '--data',
      '@body.txt',
    ],
    [/ redirects in a circle; /, `${server.url}/circle`, '--follow'],
    [/ redirected more than 10 times; /, `${server.url}/lead/1`, '--follow'],
    [/ is a folder\. Name a file in it/, server.url, '--output', folder],
    [/^No file can be written in /, server.url, '--har', 'no/a.har'],
  ];
  for (const [message, ...args] of failing) {
    test(args.join(' ').replaceAll(/:\d+/g, ''), async () => {
      const { code, stderr } = await request(...args, '--quiet');
      assert.match(stderr, /^[^\n]+\n$/);
      assert.match(stderr, message);
      assert.equal(code, 1);
    });
  }

  test('and is written to the HAR file all the same', async () => {
    await request(`${server.url}/hang-up`, '--har', 'failed.har');
    assert.match(
      entriesOf('failed.har')[0]?.response._error ?? '',
      /^UND_ERR_SOCKET/,
    );
  });
});

suite('a command that makes no sense ends with one line, and with 2', () => {
  const refused: readonly (readonly string[])[] = [
    ['mew'],
    [server.url, '--fast'],
    [server.url, '--data', '@missing.txt'],
    [server.url, '--data', '@.'],
    [server.url, '--header', 'transfer-encoding: mew'],
  ];
  for (const args of refused) {
    test(args.join(' ').replaceAll(/:\d+/g, ''), async () => {
      const { code, stdout, stderr } = await request(...args);
      assert.equal(code, 2);
      assert.equal(stdout.length, 0);
      assert.match(stderr, /^[^\n]+\n$/);
    });
  }
});

/** Gives a command a terminal of its own, and passes on what that shows. */
const terminal = `
import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))`;

/** A colourful one, and nothing that says otherwise: CI alone would do so. */
const plainTerminal = {
  TERM: 'xterm-256color',
  CI: undefined,
  FORCE_COLOR: undefined,
  NO_COLOR: undefined,
};

suite('in a terminal', { skip: process.platform === 'win32' }, () => {
  /** What a person sees; a terminal ends its lines with both characters. */
  async function see(environment: NodeJS.ProcessEnv, ...args: string[]) {
    const command = [process.execPath, run, 'request', ...args];
    const child = spawn(project.venvPython, ['-c', terminal, ...command], {
      env: { ...process.env, ...plainTerminal, ...environment },
    });
    const { stdout } = await resultOf(child);
    return stdout.toString().replaceAll('\r\n', '\n');
  }

  test('JSON is formatted and coloured, between its head and its times', async () => {
    const screen = await see({}, `${server.url}/mew`);
    assert.ok(screen.startsWith('HTTP/1.1 \u001b[32m200 OK\u001b[39m\n'));
    assert.ok(
      screen.includes(
        '\n\n{\n  \u001b[36m"name"\u001b[39m: \u001b[32m"mew"\u001b[39m,\n  \u001b[36m"id"\u001b[39m: \u001b[33m151.0\u001b[39m\n}\n\nconnect ',
      ),
      screen,
    );
  });

  test('there is no colour if NO_COLOR is set', async () => {
    const screen = await see({ NO_COLOR: '1' }, `${server.url}/mew`);
    assert.ok(
      screen.includes('\n\n{\n  "name": "mew",\n  "id": 151.0\n}\n\nconnect '),
    );
    assert.ok(!screen.includes('\u001b'));
  });

  test('a body that is not text is not shown', async () => {
    const screen = await see({}, `${server.url}/pixels`);
    assert.ok(
      screen.includes(
        '\n(150 kB that are not text: save them with --output FILE)\n',
      ),
    );
  });
});
