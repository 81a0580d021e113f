import { writeFileSync } from 'node:fs';
import { parseOptions, switchFlag } from '../../command/options.ts';
import { renderAsciicast } from '../../deck/casts/asciicast.ts';
import { checkCast } from '../../deck/casts/check.ts';
import { recordScene } from '../../deck/casts/record.ts';
import { project } from '../../setup/project.mjs';
import { setUp } from '../../setup/setup.mjs';
import { castFile, chooseScenes, loadScene } from '../../deck/casts/scenes.ts';
import { replay } from '../../deck/casts/screen.ts';

/** Records the scenes of the talk, or says which recordings are out of date. */
export async function main(args: string[]): Promise<number> {
  const { values, names } = readOptions(args);
  // Terminals need Python. Set up now, or a scene would show it.
  await setUp(project, ['compiled', 'python'], 'npm run slides -- casts');
  if (!values.check) {
    for (const name of names) await record(name);
    return 0;
  }
  let failures = 0;
  for (const name of names) failures += await check(name);
  return failures === 0 ? 0 : 1;
}

function readOptions(args: string[]) {
  const { values, positionals } = parseOptions(args, {
    command: 'npm run slides -- casts',
    summary: 'Records the terminals of the talk by running their commands.',
    positionals: { name: '[NAME…]', atMost: Infinity },
    flags: {
      check: switchFlag(
        'record nothing; say what has changed since the recording',
      ),
    },
  });
  return { values, names: chooseScenes(positionals) };
}

async function record(name: string): Promise<void> {
  const cast = await recordScene(await loadScene(name));
  const text = renderAsciicast(cast);
  const moments = await replay(cast);
  writeFileSync(castFile(name), text);
  const seconds = cast.events.at(-1)?.seconds ?? 0;
  const size = `${(text.length / 1_000).toFixed(0)} kB`;
  console.log(
    `✔ ${name}: ${seconds.toFixed(1)} s, ${moments.length} markers, ${size}`,
  );
}

async function check(name: string): Promise<number> {
  const differences = await checkCast(name);
  if (differences.length === 0) {
    console.log(`✔ ${name} still shows the same`);
    return 0;
  }
  console.log(`✖ ${name} no longer shows the same:`);
  for (const difference of differences) console.log(`  ${difference}`);
  console.log(`  npm run slides -- casts ${name} records it again.`);
  return 1;
}
