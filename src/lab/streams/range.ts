/** Positions of bytes, the last one included. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a Range header (RFC 9110, 14.2) for a body of `bytes`: undefined where
 * the whole body is to be sent, because there is no header or it does not name
 * exactly one range; `unsatisfiable` where the range is outside the body.
 */
export function parseRange(
  header: string | undefined,
  bytes: number,
): Range | undefined | 'unsatisfiable' {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') return rangeOf(Math.max(0, bytes - Number(to)), bytes - 1);
  const last = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== '' && Number(to) < Number(from)) return undefined;
  return rangeOf(Number(from), last);
}

function rangeOf(first: number, last: number): Range | 'unsatisfiable' {
  return first > last ? 'unsatisfiable' : { first, last };
}
