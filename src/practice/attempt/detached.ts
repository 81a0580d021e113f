import { createRequire } from 'node:module';

interface Started {
  readonly pid?: number;
}

type Start = (
  this: Started,
  options: { readonly detached?: boolean },
) => number;

/**
 * Reports each process that is started in a group of its own: it would outlive
 * the group of the process that has started it.
 */
export function followDetached(onStart: (pid: number) => void): void {
  const { ChildProcess } = createRequire(import.meta.url)(
    'node:child_process',
  ) as { ChildProcess: { prototype: { spawn: Start } } };
  // All that starts a process without waiting for it comes through here.
  const { prototype } = ChildProcess;
  const start = prototype.spawn;
  prototype.spawn = function spawn(options) {
    const result = start.call(this, options);
    if (options.detached && this.pid !== undefined) onStart(this.pid);
    return result;
  };
}
