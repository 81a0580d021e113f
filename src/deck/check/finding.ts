/** What a check found, and what to do now if something is wrong. */
export interface Report {
  readonly ok: boolean;
  readonly finding: string;
  readonly help?: string;
}

export interface Finding extends Report {
  readonly name: string;
  /** Whether it was not tried, because something that it needs is missing. */
  readonly skipped: boolean;
}

/** Runs a check; where it throws, the finding is why. */
export async function attempt(
  name: string,
  check: () => Report | Promise<Report>,
): Promise<Finding> {
  try {
    return { name, skipped: false, ...(await check()) };
  } catch (error) {
    const { message } = error as Error;
    // In Playwright's messages, a log of what it did follows.
    const [finding = ''] = message.split('\n');
    return { name, skipped: false, ok: false, finding };
  }
}

/** A finding that says why a check was not tried. */
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
