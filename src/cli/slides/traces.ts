import { mkdirSync, writeFileSync } from 'node:fs';
import type { RecordedDemo } from '../../deck/demo/demo.ts';
import { listFlag, parseOptions, UsageError } from '../../command/options.ts';
import { demoNames } from '../../deck/demo/demo-list.ts';
import {
  recordDemo,
  totalBytes,
  traceFile,
  traceFolder,
} from '../../deck/demo/record-demo.ts';

/** Records the demos, for decks without a server to run them. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm run slides -- traces',
    summary: 'Runs the demos at scale 1 and records them.',
    flags: { only: listFlag('only these demos', 'NAME,NAME') },
  });
  const unknown = values.only.find((name) => !demoNames.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `There is no demo "${unknown}"; there are ${demoNames.join(', ')}.`,
    );
  }
  mkdirSync(traceFolder, { recursive: true });
  for (const name of values.only.length > 0 ? values.only : demoNames) {
    const recorded = await recordDemo(name, 1);
    writeFileSync(traceFile(name), `${JSON.stringify(recorded)}\n`);
    console.log(summaryOf(recorded));
  }
  const bytes = totalBytes();
  console.log(`All recordings together: ${Math.ceil(bytes / 1000)} kB.`);
  return 0;
}

function summaryOf({ name, runs }: RecordedDemo): string {
  const parts = runs.map((run) => `${run.name} ${run.seconds.toFixed(2)} s`);
  return `${name}: ${parts.join(', ')}`;
}
