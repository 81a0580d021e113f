import {
  createScriptCarrier,
  pageScript,
  type CellRun,
} from './page-script.ts';

/** One output in each form that a front end may show. */
export interface Output {
  /** For JupyterLab and VS Code. */
  readonly html: string;
  /** For terminals and other front ends without HTML. */
  readonly text: string;
}

/** What the kernel gives to packages that cells import, on the global object. */
interface Kernel extends CellRun {
  publish(bundle: Readonly<Record<string, string>>, displayId?: string): void;
  sourceOf?(label: string): string | undefined;
}

function kernel(): Kernel | undefined {
  const key = Symbol.for('async-lab.kernel');
  return (globalThis as unknown as Record<symbol, Kernel | undefined>)[key];
}

/** Shows an output under the running cell; in a terminal, prints its text. */
export function publish(output: Output, displayId?: string): void {
  const host = kernel();
  if (host) host.publish(bundleOf(output, host), displayId);
  else console.log(output.text);
}

/** An output that is replaced in place; a terminal shows only the last one. */
export function publishInPlace(): {
  update(output: Output): void;
  finish(output: Output): void;
} {
  const displayId = crypto.randomUUID();
  return {
    update: (output) => {
      const host = kernel();
      host?.publish(bundleOf(output, host), displayId);
    },
    finish: (output) => {
      publish(output, displayId);
    },
  };
}

/** Aborts when the learner interrupts the cell; outside a notebook, never. */
export function cellSignal(): AbortSignal {
  return kernel()?.signal ?? new AbortController().signal;
}

const needsScript = createScriptCarrier();

/** The text of a cell by its name in stack traces; undefined elsewhere. */
export function cellSource(label: string): string | undefined {
  return kernel()?.sourceOf?.(label);
}

function bundleOf(
  { html, text }: Output,
  run: CellRun,
): Record<string, string> {
  const answers = html.includes('-explorer data-name=');
  const script = answers && needsScript(run) ? pageScript() : '';
  return { 'text/html': html + script, 'text/plain': text };
}
