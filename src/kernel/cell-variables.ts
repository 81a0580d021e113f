/** What cells define. Stack traces name this class before their functions. */
export class CellVariables {
  [name: string]: unknown;
}

/**
 * Takes what a cell imports as values of variables like all others, so that a
 * later cell can define the name anew; a getter could not be replaced.
 */
export function createImports(variables: CellVariables): object {
  return new Proxy(
    {},
    {
      defineProperty(_target, name, attributes) {
        if (name !== '__esModule') {
          variables[String(name)] = attributes.get
            ? attributes.get()
            : attributes.value;
        }
        return true;
      },
    },
  );
}

/** Gives a variable that only the kernel made, and takes it away. */
export function takeOut(variables: CellVariables, name: string): unknown {
  const value = variables[name];
  // Deleting it would make all others slower to reach.
  variables[name] = undefined;
  // A function without a name took that of the variable.
  if (typeof value === 'function' && value.name === name) {
    Object.defineProperty(value, 'name', { value: '' });
  }
  return value;
}
