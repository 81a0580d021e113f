/** Whether a value is an Error, even of another context, or a DOMException. */
export function isError(value: unknown): value is Error {
  return Error.isError(value);
}

/**
 * An error on one line, as "name: message (code)", and below it, indented, its
 * cause and the errors that an AggregateError collects.
 */
export function describeError(error: Error): string {
  return linesOf(error, new Set()).join('\n');
}

function linesOf(value: unknown, seen: Set<unknown>): string[] {
  if (!isError(value)) return [String(value)];
  // A cause may lead back to its error.
  if (seen.has(value)) return [`${headingOf(value)}, as above`];
  seen.add(value);
  const { cause, errors = [] } = value as Partial<AggregateError>;
  return [
    headingOf(value),
    ...(cause === undefined ? [] : below('caused by', linesOf(cause, seen))),
    ...errors.flatMap((one) => below('with', linesOf(one, seen))),
  ];
}

function headingOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  const { name, message } = error;
  const heading = message === '' ? name : `${name}: ${message}`;
  const isCodeNew = typeof code === 'string' && !heading.includes(code);
  return isCodeNew ? `${heading} (${code})` : heading;
}

function below(label: string, [first = '', ...rest]: string[]): string[] {
  return [`  ${label} ${first}`, ...rest.map((line) => `  ${line}`)];
}
