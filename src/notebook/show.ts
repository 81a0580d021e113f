import { inspect, types } from 'node:util';
import type { Trace } from '../trace/trace.ts';
import { describeError, isError } from './describe-error.ts';
import type { Measurement } from './measurement.ts';
import {
  measurementOutput,
  preformattedOutput,
  stackOutputs,
  tableOutput,
  traceOutput,
  wordsOutput,
} from './outputs.ts';
import { publish, type Output } from './publish.ts';

/**
 * Shows a value below the cell: a measurement or a trace as its picture; objects,
 * arrays of objects, Maps and Sets as tables; an error with its code and causes;
 * anything else as text.
 */
export function show(value: unknown): void {
  publish(outputOf(value));
}

function outputOf(value: unknown): Output {
  if (typeof value !== 'object' || value === null) {
    return wordsOutput(String(value));
  }
  if (isMeasurement(value)) return measurementOutput(value);
  if (isTrace(value)) return traceOutput(value, 'trace');
  if (isError(value)) return preformattedOutput(describeError(value));
  if (types.isMap(value)) return collectionOutput('Map', entryRows(value));
  if (types.isSet(value)) return collectionOutput('Set', rowsOf([...value]));
  if (isRows(value)) return tableOutput(value);
  if (isRecord(value) && hasKeys(value)) return recordOutput(value);
  return preformattedOutput(inspect(value));
}

/** A table below the name of its kind, which says how many there are. */
function collectionOutput(kind: string, rows: readonly object[]): Output {
  const heading = wordsOutput(`${kind}(${rows.length})`);
  return rows.length === 0
    ? heading
    : stackOutputs([heading, tableOutput(rows)]);
}

function entryRows(map: ReadonlyMap<unknown, unknown>): object[] {
  return [...map].map(([key, value]) => ({ key, value }));
}

function rowsOf(values: readonly unknown[]): readonly object[] {
  return isRows(values) ? values : values.map((value) => ({ value }));
}

/** A row for each property, below the class's name where there is a class. */
function recordOutput(value: object): Output {
  const entries = Object.entries(value) as [string, unknown][];
  const table = tableOutput(
    entries.map(([name, one]) => ({ name, value: one })),
  );
  if (isPlain(value)) return table;
  return stackOutputs([wordsOutput(value.constructor.name), table]);
}

function isRows(value: unknown): value is readonly object[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((one: unknown) => isRecord(one) || Array.isArray(one));
}

/** Whether its properties say all about an object, unlike a Date or a Buffer. */
function isRecord(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  return !isError(value) && (isPlain(value) || hasKeys(value));
}

function hasKeys(value: object): boolean {
  return Object.keys(value).length > 0;
}

/** Cells may run in a context of their own, where Object is another one. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isMeasurement(value: object): value is Measurement {
  return 'trace' in value && 'times' in value;
}

function isTrace(value: object): value is Trace {
  return 'heartbeat' in value && 'requests' in value;
}
