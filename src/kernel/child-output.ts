import { AsyncResource } from 'node:async_hooks';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import type { StreamName } from './outputs.ts';

type Stdio = Exclude<StdioOptions, string>;
type Options = Record<string, unknown> & { stdio?: StdioOptions };
type Call = (...parameters: unknown[]) => unknown;

/** The streams of a child by their numbers, which are ours too. */
const streams: readonly (readonly [number: number, name: StreamName])[] = [
  [1, 'stdout'],
  [2, 'stderr'],
];
const syncCalls = ['spawnSync', 'execSync', 'execFileSync'] as const;

/**
 * Has what a child process prints belong to the cell that started it, where it
 * inherits the kernel's streams: those lead to the terminal of the server.
 * `folder` is for files that exist while a blocking call waits for its child.
 */
export function followChildren(folder: string): void {
  const module = createRequire(import.meta.url)('node:child_process') as Record<
    (typeof syncCalls)[number],
    Call
  > & { ChildProcess: { prototype: { spawn: (options: Options) => unknown } } };
  // All that starts a child without waiting for it comes through here.
  const { prototype } = module.ChildProcess;
  const start = prototype.spawn;
  prototype.spawn = function spawn(this: ChildProcess, options: Options) {
    const stdio = listOf(options.stdio);
    const inherited = inheritedBy(stdio);
    for (const [number] of inherited) stdio[number] = 'pipe';
    const result = start.call(this, { ...options, stdio });
    for (const [, name] of inherited) passOn(this, name);
    return result;
  };
  for (const name of syncCalls) {
    module[name] = withFiles(module[name], folder);
  }
  syncBuiltinESMExports();
}

function passOn(child: ChildProcess, name: StreamName): void {
  const write = AsyncResource.bind((chunk: Buffer) => {
    process[name].write(chunk);
  });
  child[name]?.on('data', write);
}

/** A blocking call leaves no turn to read from a pipe, but files hold it all. */
function withFiles(call: Call, folder: string): Call {
  return (...parameters) => {
    const at = parameters.findIndex(isOptions);
    const options = parameters[at] as Options | undefined;
    const stdio = listOf(options?.stdio);
    const inherited = inheritedBy(stdio);
    if (inherited.length === 0) return call(...parameters);
    mkdirSync(folder, { recursive: true });
    const scratch = mkdtempSync(join(folder, 'child-'));
    const fileOf = (name: StreamName) => join(scratch, name);
    try {
      for (const [number, name] of inherited) {
        stdio[number] = openSync(fileOf(name), 'w');
      }
      const changed = parameters.with(at, { ...options, stdio });
      return call(...changed);
    } finally {
      for (const [number, name] of inherited) {
        closeSync(stdio[number] as number);
        process[name].write(readFileSync(fileOf(name)));
      }
      rmSync(scratch, { recursive: true });
    }
  };
}

function isOptions(parameter: unknown): boolean {
  return (
    typeof parameter === 'object' &&
    parameter !== null &&
    !Array.isArray(parameter)
  );
}

function listOf(stdio: StdioOptions | undefined): Stdio[number][] {
  return Array.isArray(stdio)
    ? [...stdio]
    : Array.from({ length: 3 }, () => stdio as Stdio[number]);
}

function inheritedBy(stdio: readonly Stdio[number][]) {
  return streams.filter(([number, name]) => {
    const target = stdio[number];
    return (
      target === 'inherit' || target === number || target === process[name]
    );
  });
}
