import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import { compiledReady, compileSource } from '../src/setup/compile.mjs';
import {
  dependenciesReady,
  installDependencies,
} from '../src/setup/dependencies.mjs';
import { explainFailure } from '../src/setup/explain.mjs';
import {
  jupyterEnvironment,
  writeJupyterFiles,
} from '../src/setup/jupyter.mjs';
import { withLock } from '../src/setup/lock.mjs';
import { createVenv, pythonReady } from '../src/setup/python.mjs';
import { describeProject, project } from '../src/setup/project.mjs';

/** A project in a folder of its own, with files by their place in it. */
function createProject(
  context: TestContext,
  files: Record<string, string> = {},
) {
  const root = mkdtempSync(join(tmpdir(), 'set-up-'));
  context.after(() => {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });
  const write = (place: string, text: string) => {
    mkdirSync(dirname(join(root, place)), { recursive: true });
    writeFileSync(join(root, place), text);
  };
  for (const [place, text] of Object.entries(files)) write(place, text);
  return { ...describeProject(root), write };
}

/** Runs the test with these in the environment, and as it was afterwards. */
function setEnvironment(context: TestContext, values: NodeJS.ProcessEnv) {
  const before = { ...process.env };
  Object.assign(process.env, values);
  context.after(() => {
    for (const name of Object.keys(values)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, before);
  });
}

suite('npm packages', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-a' };
  const wanted = { '': {}, 'node_modules/a': entry };

  function createInstalled(context: TestContext, present: object) {
    return createProject(context, {
      'package-lock.json': JSON.stringify({ packages: wanted }),
      'node_modules/.package-lock.json': JSON.stringify({ packages: present }),
      'node_modules/node/bin/node': '',
      'node_modules/node/bin/node.exe': '',
    });
  }

  test('are ready when npm has recorded them as in the lockfile', (context) => {
    const installed = createInstalled(context, { 'node_modules/a': entry });
    assert.equal(dependenciesReady(installed), true);
    rmSync(installed.pinnedNode);
    assert.equal(dependenciesReady(installed), false, 'without its Node');
  });

  for (const [what, present] of [
    ['missing', {}],
    ['another version', { 'node_modules/a': { ...entry, version: '2.0.0' } }],
    ['left over', { 'node_modules/a': entry, 'node_modules/b': entry }],
  ] as const) {
    test(`are not ready when one is ${what}`, (context) => {
      const installed = createInstalled(context, present);
      assert.equal(dependenciesReady(installed), false);
    });
  }

  test('say what to do if npm did not install the pinned Node', async (context) => {
    const packages = { '': { name: 'empty', version: '1.0.0' } };
    const empty = createProject(context, {
      'package.json': JSON.stringify(packages['']),
      'package-lock.json': JSON.stringify({
        name: 'empty',
        lockfileVersion: 3,
        packages,
      }),
    });
    await assert.rejects(installDependencies(empty, 'npm start'), {
      name: 'WorkError',
      message: /ignore install scripts.*npm start again/s,
    });
  });
});

suite('compiled src', () => {
  function createSource(context: TestContext) {
    const created = createProject(context, {
      'tsconfig.json': '{}',
      'src/tsconfig.json': JSON.stringify({
        compilerOptions: {
          module: 'nodenext',
          types: [],
          lib: ['es5'],
          incremental: true,
          tsBuildInfoFile: 'dist/.tsbuildinfo',
          rootDir: '.',
          outDir: 'dist',
        },
        include: ['index.ts', 'lab', 'trace'],
        exclude: ['trace/explore/element'],
      }),
      'src/index.ts': 'export const one: number = 1;\n',
      'src/lab/gone.ts': 'export const gone = 1;\n',
      'src/lab/data/a.json': '{}',
      'src/trace/explore/element/define.ts':
        "import { two } from '../two.ts'; console.log(two);\n",
      'src/trace/explore/two.ts': 'export const two: number = 2;\n',
    });
    // The compiler is that of the kit itself.
    const { modules, pinnedNode } = project;
    return { ...created, modules, pinnedNode };
  }

  test('follows its sources, with data files and without removed files', async (context) => {
    const source = createSource(context);
    const compiled = (place: string) => join(source.compiled, place);
    assert.equal(compiledReady(source), false);
    await compileSource(source, 'npm start');
    assert.equal(compiledReady(source), true);
    assert.ok(existsSync(compiled('lab/gone.js')));
    assert.ok(existsSync(compiled('lab/data/a.json')));
    const bundle = compiled('trace/explore/element/define.js');
    assert.match(readFileSync(bundle, 'utf8'), /console\.log\(2\)/);
    rmSync(join(source.source, 'lab', 'gone.ts'));
    source.write('src/index.ts', 'export const second: number = 2;\n');
    assert.equal(compiledReady(source), false);
    await compileSource(source, 'npm start');
    assert.ok(!existsSync(compiled('lab/gone.js')));
    assert.match(readFileSync(compiled('index.js'), 'utf8'), /second/);
  });

  test('is complete again after its output was damaged', async (context) => {
    const source = createSource(context);
    await compileSource(source, 'npm start');
    rmSync(join(source.compiled, 'index.js'));
    rmSync(join(source.compiled, '.compiled'));
    await compileSource(source, 'npm start');
    assert.ok(existsSync(join(source.compiled, 'index.js')));
  });

  test('that does not compile is reported as the compiler does', async (context) => {
    const source = createSource(context);
    source.write('src/index.ts', 'export const one: number = "1";\n');
    await assert.rejects(compileSource(source, 'npm start'), {
      name: 'WorkError',
      message: /does not compile.*index\.ts\(1,14\): error TS2322/s,
    });
    assert.equal(compiledReady(source), false);
  });
});

suite('the Python environment', () => {
  /** Nothing may be fetched; of uv, where it is there, as of pip. */
  const offline = { PIP_NO_INDEX: '1', PIP_FIND_LINKS: '', UV_OFFLINE: '1' };
  const missing = `no-such-package==1.0 --hash=sha256:${'0'.repeat(64)}\n`;

  test('is made, and made again if it is incomplete, moved or out of date', async (context) => {
    setEnvironment(context, offline);
    const created = createProject(context, { 'requirements.txt': '# none\n' });
    assert.equal(pythonReady(created), false);
    await createVenv(created, 'npm start');
    assert.equal(pythonReady(created), true);
    created.write('requirements.txt', '# none yet\n');
    assert.equal(pythonReady(created), false, 'out of date');
    created.write('requirements.txt', '# none\n');
    const elsewhere = join(created.root, 'elsewhere');
    assert.equal(pythonReady({ ...created, root: elsewhere }), false, 'moved');
    const leftOver = join(created.venv, 'left-over');
    writeFileSync(leftOver, '');
    rmSync(join(created.venv, '.async-lab.json'));
    assert.equal(pythonReady(created), false, 'broken off');
    await createVenv(created, 'npm start');
    assert.equal(pythonReady(created), true);
    assert.equal(existsSync(leftOver), false);
  });

  test('that cannot be filled is not ready, and the message names the step', async (context) => {
    setEnvironment(context, offline);
    const created = createProject(context, { 'requirements.txt': missing });
    await assert.rejects(createVenv(created, 'npm start'), {
      name: 'WorkError',
      message:
        /^pip could not install JupyterLab.*npm start again.*no-such-package/s,
    });
    assert.equal(pythonReady(created), false);
  });

  test('without any Python is reported in two lines', async (context) => {
    const created = createProject(context, { 'requirements.txt': '' });
    setEnvironment(context, { PATH: created.root });
    await assert.rejects(createVenv(created, 'npm start'), {
      name: 'WorkError',
      message: /^Python was not found.*\n.*then run npm start again\.$/,
    });
  });

  const scripts = { skip: process.platform === 'win32' && 'no shell scripts' };
  for (const [answer, complaint] of [
    ['3.9 False True', /^Python 3\.9 is too old: JupyterLab needs 3\.10/],
    [
      '3.12 True False',
      /^Python 3\.12 cannot make.*\n.*apt install python3-venv/,
    ],
  ] as const) {
    test(
      `with a Python that says "${answer}" is reported`,
      scripts,
      async (context) => {
        const created = createProject(context, { 'requirements.txt': '' });
        const script = `#!/bin/sh\necho ${answer}\n`;
        const python = join(created.root, 'python3');
        writeFileSync(python, script, { mode: 0o755 });
        setEnvironment(context, { PATH: created.root });
        await assert.rejects(createVenv(created, 'npm start'), {
          name: 'WorkError',
          message: complaint,
        });
      },
    );
  }

  test('that was interrupted is made by the next attempt', async (context) => {
    setEnvironment(context, offline);
    const created = createProject(context, { 'requirements.txt': '# none\n' });
    const setUp = new URL('../src/setup/setup.mjs', import.meta.url).href;
    const program = `
      const { setUp } = await import(${JSON.stringify(setUp)});
      const project = ${JSON.stringify(created)};
      await setUp(project, ['python'], 'npm start');`;
    const run = () =>
      spawn(process.execPath, ['--input-type=module', '-e', program], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    const first = run();
    await once(first.stderr, 'data');
    first.kill('SIGTERM');
    first.stderr.resume();
    await once(first, 'close');
    assert.equal(pythonReady(created), false);
    const second = run();
    second.stderr.resume();
    const [code] = (await once(second, 'close')) as [number];
    assert.equal(code, 0);
    assert.equal(pythonReady(created), true);
    assert.equal(existsSync(join(created.cache, 'set-up.lock')), false);
  });
});

suite('two set-ups at once', () => {
  test('work one after the other', async (context) => {
    const file = join(createProject(context).cache, 'lock');
    const events: string[] = [];
    const work = (name: string) =>
      withLock(file, async () => {
        events.push(`${name} starts`);
        await new Promise(setImmediate);
        events.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b')]);
    assert.deepEqual(events, ['a starts', 'a ends', 'b starts', 'b ends']);
    assert.equal(existsSync(file), false);
  });

  test('take over from one that has died', async (context) => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'close');
    const file = join(createProject(context).root, 'lock');
    writeFileSync(file, `${child.pid ?? 0} ${hostname()}`);
    assert.equal(await withLock(file, () => Promise.resolve(7)), 7);
  });

  test('leave no lock behind after a failure', async (context) => {
    const file = join(createProject(context).root, 'lock');
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(existsSync(file), false);
  });
});

suite("JupyterLab's files", () => {
  test('name the kernel by absolute paths, for VS Code too', (context) => {
    const created = createProject(context);
    writeJupyterFiles(created);
    const text = readFileSync(created.kernelspec, 'utf8');
    const { argv, display_name: name } = JSON.parse(text) as {
      argv: string[];
      display_name: string;
    };
    assert.equal(name, 'TypeScript (async-lab)');
    assert.equal(argv[0], created.pinnedNode);
    assert.ok(argv.includes(join(created.compiled, 'kernel', 'launch.js')));
    assert.ok(argv.includes('--config-path={connection_file}'));
    const forCode = 'share/jupyter/kernels/async-lab/kernel.json';
    assert.equal(readFileSync(join(created.venv, forCode), 'utf8'), text);
  });

  test('keep all that Jupyter writes inside the project', (context) => {
    const created = createProject(context);
    const base = { PATH: '/bin', PYTHONPATH: '/x', JUPYTER_CONFIG_PATH: '/y' };
    const environment = jupyterEnvironment(created, base);
    const places = Object.entries(environment).filter(([name]) =>
      /^(?:JUPYTER.*(?:DIR|PATH)|IPYTHONDIR)$/.test(name),
    );
    assert.ok(places.length >= 7);
    for (const [name, place = ''] of places) {
      assert.ok(place.startsWith(created.jupyter), name);
    }
    assert.equal(environment['PYTHONPATH'], undefined);
    assert.match(environment['PATH'] ?? '', /node_modules.node.bin.\/bin$/);
  });
});

suite('a failure of set-up', () => {
  for (const [output, cause] of [
    ['npm error code EAI_AGAIN', /the network cannot be reached.*HTTPS_PROXY/s],
    ['OSError: [Errno 28] No space left on device', /the disk is full.*Free/s],
    ['npm error code EACCES', /a folder cannot be written to/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificate is not trusted.*PIP_CERT/s],
    ['npm error code EINTEGRITY', /not the file that the project expects/],
    [
      'something else failed',
      /^x failed\.\nRun npm start again\.\nThe last thing it printed: something else failed$/,
    ],
  ] as const) {
    test(`is explained from "${output}"`, () => {
      const { message } = explainFailure('x failed', output, 'npm start');
      assert.match(message, cause);
      assert.match(message, /npm start again/);
    });
  }
});
