import type { Lab } from '../lab/lab.ts';
import { ladderNames } from '../trace/ladder.ts';
import { renderTraceFile, traceFlagWords } from '../trace/export/trace-file.ts';
import { renderComparison } from '../trace/render/comparison.ts';
import {
  countFlag,
  parseOptions,
  positiveFlag,
  switchFlag,
  textFlag,
  urlFlag,
} from '../command/options.ts';
import { renderHar, renderJson } from './race/documents.ts';
import {
  claimStandardOutput,
  writablePath,
  writeText,
} from '../command/files.ts';
import { runRung, warmUp, type RaceRun } from './race/ladder.ts';
import { startCommandLab } from '../command/lab.ts';
import { createRungs, type Rung } from './race/rungs.ts';
import { canDraw, createScreen } from '../command/screen.ts';
import {
  comparable,
  createLiveView,
  createTableView,
  silentView,
  type View,
} from './race/views.ts';

/** The number of Mew, the last Pokémon that the lab has. */
const mew = 151;

/** Runs the ladder from blocking to bounded and shows how the rungs compare. */
export async function main(args: string[]): Promise<number> {
  const { count, bound, scale, url, ...output } = readOptions(args);
  const isTaken = claimStandardOutput({
    '--json': output.json,
    '--svg': output.svg,
    '--har': output.har,
    '--trace': output.trace,
  });
  const svgPath = output.svg && writablePath(output.svg);
  const harPath = output.har && writablePath(output.har);
  const tracePath = output.trace && writablePath(output.trace);
  const rungs = createRungs(count, bound);
  const lab = await startCommandLab({
    ...(scale && { scale }),
    ...(url && { url }),
  });
  try {
    const view = chooseView(isTaken, rungs, titleOf(count, lab));
    const runs = await runAll(rungs, lab, view);
    if (output.json) console.log(renderJson(lab.scale, count, runs));
    if (svgPath) {
      writeText(
        svgPath,
        renderComparison(runs.map(comparable), { paletteNames: ladderNames }),
      );
    }
    if (harPath) writeText(harPath, renderHar(runs));
    if (tracePath) writeText(tracePath, renderTraceFile(tracePath, runs));
  } finally {
    await lab.close();
  }
  return 0;
}

function readOptions(args: string[]) {
  const { values } = parseOptions(args, {
    command: 'npm run race',
    summary: 'Requests many Pokémon in five ways, from slowest to fastest.',
    flags: {
      count: countFlag('how many Pokémon', 150, { atMost: mew }),
      scale: positiveFlag(
        "what the lab's delays are multiplied by (by default 0.25)",
        undefined,
      ),
      bound: countFlag('how many connections "bounded" may use', 20),
      url: urlFlag("another lab's address, or a Pokémon API's", undefined),
      json: switchFlag('print one JSON document'),
      svg: textFlag(
        'write the comparison as a picture; - is standard output',
        'FILE|-',
        undefined,
      ),
      har: textFlag(
        'write all requests as a HAR file; - is standard output',
        'FILE|-',
        undefined,
      ),
      trace: textFlag(traceFlagWords, 'FILE|-', undefined),
    },
  });
  return values;
}

function titleOf(count: number, { pokemon, models, scale }: Lab): string {
  const pace = models.pokemon
    ? `delays times ${scale}`
    : 'not a lab, so without ideal times';
  return `${count} Pokémon from ${pokemon} (${pace})`;
}

/** Where standard output is for a document alone, bars go to standard error. */
function chooseView(
  isTaken: boolean,
  rungs: readonly Rung[],
  title: string,
): View {
  const stream = isTaken ? process.stderr : process.stdout;
  const print = (text: string) => stream.write(`${text}\n`);
  const drawable = canDraw(stream, rungs.length);
  if (isTaken && !drawable) return silentView;
  print(`${title}\n`);
  return drawable
    ? createLiveView(createScreen(stream), rungs, print)
    : createTableView(print);
}

async function runAll(
  rungs: readonly Rung[],
  lab: Lab,
  view: View,
): Promise<readonly RaceRun[]> {
  const runs: RaceRun[] = [];
  try {
    await warmUp(rungs, lab);
    for (const rung of rungs) {
      const run = await runRung(rung, lab, (recorder) => {
        view.start(rung, recorder);
      });
      view.finish(run);
      runs.push(run);
    }
  } catch (error) {
    view.end();
    throw error;
  }
  view.end(runs);
  return runs;
}
