import { spawnSync } from 'node:child_process';
import { createRungs } from '../race/rungs.ts';
import { runRung, warmUp } from '../race/ladder.ts';
import { startCommandLab } from '../../command/lab.ts';
import { project } from '../../setup/project.mjs';
import { figure, type Benchmark } from './figure.ts';
import { runPython } from './run-python.ts';

const count = 150;
const bound = 20;

const packages = ['requests', 'httpx', 'aiohttp'];

interface PythonTimes {
  readonly seconds: Readonly<Record<string, readonly number[]>>;
  readonly missing: readonly string[];
}

/** The rungs with Python's clients, and undici's fastest rung in the same run. */
export const pythonBenchmark: Benchmark = {
  name: 'python',
  title: `the rungs with Python's clients, ${count} requests`,
  async run({ scale, repeat, tell, advise }) {
    const python = findPython();
    if (python === undefined) {
      advise(install('python3', packages));
      return [];
    }
    const lab = await startCommandLab({ scale, url: '' });
    tell(`with ${python}, a few minutes at scale 1`);
    const args = [lab.pokemon, count, bound, repeat].map(String);
    const times = (await runPython(python, './rungs.py', args)) as PythonTimes;
    tell('undici, bounded');
    const [rung] = createRungs(count, bound).slice(-1);
    const own: number[] = [];
    if (rung) await warmUp([rung], lab);
    while (rung && own.length < repeat) {
      own.push((await runRung(rung, lab)).seconds);
    }
    await lab.close();
    if (times.missing.length > 0) advise(install(python, times.missing));
    return [
      ...Object.entries(times.seconds).map(([name, seconds]) =>
        figure(name, 's', seconds),
      ),
      figure(`undici, ${bound} connections`, 's', own),
    ];
  },
};

/** The Python with most of the packages: the project's or the machine's. */
function findPython(): string | undefined {
  const candidates = [project.venvPython, 'python3', 'python'];
  const counted = candidates
    .map((python) => ({ python, has: countPackages(python) }))
    .sort((a, b) => b.has - a.has);
  return counted.find(({ has }) => has > 0)?.python;
}

function countPackages(python: string): number {
  const code = `import importlib.util as u; print(sum(u.find_spec(n) is not None for n in ${JSON.stringify(packages)}))`;
  const { stdout } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
  return Number(stdout) || 0;
}

function install(python: string, names: readonly string[]): string {
  return `To measure ${names.join(', ')} as well, run ${python} -m pip install ${names.join(' ')}`;
}
