/**
 * What a check saw, and what to do where it is not as it should be.
 * @typedef {{ ok: boolean, finding: string, help?: string }} Report
 */

/**
 * A report with the check's name. `needed` is false for a check whose failure
 * can be lived with; `skipped` is true where the check was not tried, because
 * something that it needs is missing.
 * @typedef {Report & { name: string, needed: boolean, skipped: boolean }} Finding
 */

/**
 * Runs a check and gives what it reports, or why it could not report.
 * @param {string} name
 * @param {() => Report | Promise<Report>} check
 * @param {boolean} [needed]
 * @returns {Promise<Finding>}
 */
export async function attempt(name, check, needed = true) {
  try {
    return { name, needed, skipped: false, ...(await check()) };
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    // Playwright's messages continue with a log of what it did.
    const [finding = ''] = message.split('\n');
    return { name, needed, skipped: false, ok: false, finding };
  }
}

/**
 * The finding of a check that was not tried.
 * @param {string} name
 * @param {string} missing what the check needs: `a browser`
 * @param {boolean} [needed]
 * @returns {Finding}
 */
export function skip(name, missing, needed = true) {
  const finding = `not tried, because it needs ${missing}`;
  return { name, needed, skipped: true, ok: false, finding };
}

/**
 * The failures that must be mended before the machine is ready.
 * @param {readonly Finding[]} findings
 */
export function failuresIn(findings) {
  return findings.filter(({ ok, needed, skipped }) => {
    return needed && !skipped && !ok;
  });
}

const nameWidth = 16;

/**
 * Returns a finding in a line for a terminal, and its help in a second one.
 * @param {Finding} found
 */
export function renderFinding({ name, ok, needed, skipped, finding, help }) {
  const mark = ok ? '✔' : needed && !skipped ? '✖' : '!';
  const line = `${mark} ${name.padEnd(nameWidth)} ${finding}`;
  return help ? `${line}\n  ${' '.repeat(nameWidth)} → ${help}` : line;
}

/**
 * Returns the last line: whether all is ready, or what is not.
 * @param {readonly Finding[]} findings
 * @param {string} command what a person types when all is ready
 */
export function renderOutcome(findings, command) {
  const names = new Set(failuresIn(findings).map(({ name }) => name));
  return names.size === 0
    ? `Ready: ${command}`
    : `Not ready yet: ${[...names].join(', ')}.`;
}
