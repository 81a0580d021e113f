import { parseArgs } from 'node:util';
import { runChecks } from '../setup/findings/checks.mjs';
import { HelpRequest, UsageError } from '../setup/errors.mjs';
import { project } from '../setup/project.mjs';

/**
 * Plain JavaScript that needs nothing installed: it is asked exactly when
 * set-up has failed.
 * @import { Finding } from '../setup/findings/checks.mjs'
 */

const helpText = `Says whether this machine is ready, and what to do where it is not.

Usage: npm run doctor -- [FLAGS]

  --json  print one JSON document
  --help  show this and stop`;

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
  const missing = findings.filter(({ ok, needed }) => needed && !ok);
  const ready = missing.length === 0;
  if (json) console.log(JSON.stringify({ ready, checks: findings }, null, 2));
  else console.log(`\n${ready ? 'Ready: npm start' : renderMissing(missing)}`);
  return ready ? 0 : 1;
}

/** @param {string[]} args */
function parseFlags(args) {
  const known = ['--json', '--help'];
  const unknown = args.find((arg) => !known.includes(arg));
  if (unknown !== undefined) {
    throw new UsageError(
      `npm run doctor has no flag ${unknown}; it knows ${known.join(', ')}.`,
    );
  }
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) throw new HelpRequest(helpText);
  return { json: values.json ?? false };
}

/** @param {Finding} finding */
function renderFinding({ name, ok, needed, finding, help }) {
  const mark = ok ? '✔' : needed ? '✖' : '!';
  const line = `${mark} ${name.padEnd(16)} ${finding}`;
  return help ? `${line}\n  ${' '.repeat(16)} → ${help}` : line;
}

/** @param {Finding[]} missing */
function renderMissing(missing) {
  return `Not ready yet: ${missing.map(({ name }) => name).join(', ')}.`;
}
