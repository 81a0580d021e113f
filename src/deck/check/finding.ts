/** What a check saw, and what to do now where it is not as it should be. */
export interface Report {
  readonly ok: boolean;
  readonly finding: string;
  readonly help?: string;
}

export interface Finding extends Report {
  readonly name: string;
  /** Whether it was not tried, because of what is missing before it. */
  readonly skipped: boolean;
}

/** Returns what a check says, or why it could not say it. */
export async function attempt(
  name: string,
  check: () => Report | Promise<Report>,
): Promise<Finding> {
  try {
    return { name, skipped: false, ...(await check()) };
  } catch (error) {
    const { message } = error as Error;
    // Playwright goes on with a log of what it did.
    const [finding = ''] = message.split('\n');
    return { name, skipped: false, ok: false, finding };
  }
}

/** A check that was not tried, and why. */
export function skip(name: string, why: string): Finding {
  return { name, skipped: true, ok: true, finding: `not tried: ${why}` };
}

const nameWidth = 16;

/** Returns a finding as a terminal shows it. */
export function renderFinding(found: Finding): string {
  const { name, ok, skipped, finding, help } = found;
  const mark = skipped ? '!' : ok ? '✔' : '✖';
  const line = `${mark} ${name.padEnd(nameWidth)} ${finding}`;
  if (help === undefined) return line;
  return `${line}\n  ${' '.repeat(nameWidth)} → ${help}`;
}
