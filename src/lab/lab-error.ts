/**
 * A lab is not available, for a reason outside the program. Its message tells a
 * person why, and what to do.
 */
export class LabError extends Error {
  override readonly name = 'LabError';
}
