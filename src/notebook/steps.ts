import { createStepRecorder } from '../trace/steps/record-steps.ts';
import type { Steps } from '../trace/steps/steps.ts';
import { renderStepTable, renderStepText } from '../trace/steps/table.ts';
import { escapeText } from '../trace/render/svg.ts';
import { counted } from '../trace/render/words.ts';
import { inElement } from './explorer.ts';
import { stackOutputs } from './outputs.ts';
import { cellSource, type Output } from './publish.ts';

/** Steps that are recorded while work runs, and shown below its output. */
interface StepsOutput {
  run<Result>(work: () => Result): Result;
  below(output: Output): Output;
}

/** Returns what records the steps of one measurement's work. */
export function createStepsOutput(name: string): StepsOutput {
  const recorder = createStepRecorder({ sourceOf: cellSource });
  return {
    run: (work) => recorder.run(work),
    below: (output) =>
      stackOutputs([output, stepsOutput(recorder.stop(), name)]),
  };
}

/** Steps as a table, which an element of the page plays. */
function stepsOutput(steps: Steps, name: string): Output {
  const turns = steps.steps.at(-1)?.turn ?? 0;
  const title = `${name}, step by step: ${counted(steps.steps.length, 'step')} in ${counted(turns, 'turn')}`;
  const table = `<details><summary>${escapeText(title)}</summary>${renderStepTable(steps)}</details>`;
  return {
    html: inElement('step-explorer', table, JSON.stringify(steps), name),
    text: `${title}\n${renderStepText(steps)}`,
  };
}
