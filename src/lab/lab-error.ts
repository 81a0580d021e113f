/**
 * A lab could not be had for a reason outside the program: its message is a
 * sentence for a person, with what to do about it.
 */
export class LabError extends Error {
  override readonly name = 'LabError';
}
