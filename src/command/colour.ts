/** A stream that may be a terminal. */
type Output = Pick<NodeJS.WriteStream, 'isTTY'> & {
  hasColors?: () => boolean;
};

/**
 * Whether to write with colours: on a terminal that has them, unless NO_COLOR is
 * set, and anywhere if FORCE_COLOR is set and not 0 (force-color.org).
 */
export function hasColour(
  stream: Output,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return Boolean(stream.isTTY && stream.hasColors?.());
}
