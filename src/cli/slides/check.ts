import {
  parseOptions,
  portFlag,
  switchFlag,
  type Flag,
} from '../../command/options.ts';
import { runChecks } from '../../deck/check/checks.ts';
import { routeFlag } from './route-flag.ts';
import type { Size } from '../../deck/check/page.ts';
import {
  failuresIn,
  renderFinding,
  renderOutcome,
  type Finding,
} from '../../setup/findings/finding.mjs';

/** Says before a talk whether it can be given from this machine. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseOptions(args, {
    command: 'npm run slides -- check',
    summary:
      'Tries everything that a talk needs on this machine, and says what to do where something fails.',
    flags: {
      size: sizeFlag('the projector’s size in pixels', {
        width: 1920,
        height: 1080,
      }),
      port: portFlag('the port that the deck will use', 8000),
      route: routeFlag,
      slides: switchFlag('check every slide and step as well'),
      json: switchFlag('print one JSON document'),
    },
  });
  const findings: Finding[] = [];
  for await (const finding of runChecks(values)) {
    findings.push(finding);
    if (!values.json) console.log(renderFinding(finding));
  }
  const ready = failuresIn(findings).length === 0;
  if (values.json) {
    console.log(JSON.stringify({ ready, checks: findings }, null, 2));
  } else {
    console.log(`\n${renderOutcome(findings, 'npm run slides')}`);
  }
  return ready ? 0 : 1;
}

/** `--size 1280x720`. */
function sizeFlag(description: string, fallback: Size): Flag<Size> {
  return {
    description,
    fallback,
    valueName: 'WIDTHxHEIGHT',
    parse: (text) => {
      const [, width, height] = /^(\d{3,5})[x×](\d{3,5})$/.exec(text) ?? [];
      return width === undefined || height === undefined
        ? { mustBe: 'a width and a height in pixels, as in 1920x1080' }
        : { value: { width: Number(width), height: Number(height) } };
    },
  };
}
