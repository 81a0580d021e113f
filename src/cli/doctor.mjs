import { parseArgs } from 'node:util';
import { runChecks } from '../setup/findings/checks.mjs';
import {
  failuresIn,
  renderFinding,
  renderOutcome,
} from '../setup/findings/finding.mjs';
import { HelpRequest, UsageError } from '../setup/errors.mjs';
import { project } from '../setup/project.mjs';

// Plain JavaScript that needs nothing installed: people run it when set-up
// has failed.

const helpText = `Says whether this machine is ready, and what to do if it is not.

Usage: npm run doctor -- [FLAGS]

  --json     print one JSON document
  --version  show the version of the kit and stop
  --help     show this and stop`;

/**
 * @param {string[]} args
 * @returns {Promise<number>} 1 where something needed is missing
 */
export async function main(args) {
  const { json } = parseFlags(args);
  const findings = [];
  for await (const finding of runChecks(project)) {
    findings.push(finding);
    if (!json) console.log(renderFinding(finding));
  }
  const ready = failuresIn(findings).length === 0;
  if (json) console.log(JSON.stringify({ ready, checks: findings }, null, 2));
  else console.log(`\n${renderOutcome(findings, 'npm start')}`);
  return ready ? 0 : 1;
}

/** @param {string[]} args */
function parseFlags(args) {
  const known = ['--json', '--help'];
  const unknown = args.find((arg) => !known.includes(arg));
  if (unknown !== undefined) {
    throw new UsageError(
      `npm run doctor has no flag ${unknown}; it has ${known.join(', ')}.`,
    );
  }
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) throw new HelpRequest(helpText);
  return { json: values.json ?? false };
}
