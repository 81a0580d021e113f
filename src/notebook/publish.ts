/** One output in every form that a front end may be able to show. */
export interface Output {
  /** JupyterLab and VS Code. */
  readonly html: string;
  /** Terminals, and whatever knows no better. */
  readonly text: string;
}

/** What the kernel puts on the global object for packages that cells import. */
interface Kernel {
  publish(bundle: Readonly<Record<string, string>>, displayId?: string): void;
  /** Aborted when the running cell is interrupted. */
  readonly signal: AbortSignal;
}

function kernel(): Kernel | undefined {
  const key = Symbol.for('async-lab.kernel');
  return (globalThis as unknown as Record<symbol, Kernel | undefined>)[key];
}

/** Shows an output under the running cell; in a terminal, prints its text. */
export function publish(output: Output, displayId?: string): void {
  const host = kernel();
  if (host) host.publish(bundleOf(output), displayId);
  else console.log(output.text);
}

/** An output that is replaced in place; in a terminal, only its last state. */
export function publishInPlace(): {
  update(output: Output): void;
  finish(output: Output): void;
} {
  const displayId = crypto.randomUUID();
  return {
    update: (output) => kernel()?.publish(bundleOf(output), displayId),
    finish: (output) => {
      publish(output, displayId);
    },
  };
}

/** Aborted when the learner interrupts the cell; never, outside a notebook. */
export function cellSignal(): AbortSignal {
  return kernel()?.signal ?? new AbortController().signal;
}

function bundleOf({ html, text }: Output): Record<string, string> {
  return { 'text/html': html, 'text/plain': text };
}
