/**
 * The three ways in which a command ends early. They are in plain JavaScript
 * because set-up throws them before TypeScript can run.
 */

/** A wrong flag, value or command: one line on standard error, exit 2. */
export class UsageError extends Error {
  /** @override */
  name = 'UsageError';
}

/**
 * A failure while working: its message goes to standard error without a
 * stack trace, exit 1. The message says what happened, why it likely did and what
 * to do now, in at most three short lines.
 */
export class WorkError extends Error {
  /** @override */
  name = 'WorkError';
}

/** `--help` was given: the message goes to standard output, exit 0. */
export class HelpRequest extends Error {
  /** @override */
  name = 'HelpRequest';
}
