import type { Trace } from '../trace/trace.ts';
import type { Measurement } from './measurement.ts';
import { measurementOutput } from './measurement-output.ts';
import { tableOutput, traceOutput, wordsOutput } from './outputs.ts';
import { publish, type Output } from './publish.ts';

/**
 * Shows a measurement or a trace as its picture, an array of objects or an
 * object as a table, and anything else in words.
 */
export function show(value: unknown): void {
  publish(outputOf(value));
}

function outputOf(value: unknown): Output {
  if (isMeasurement(value)) return measurementOutput(value);
  if (isTrace(value)) return traceOutput(value, 'trace');
  if (isRows(value)) return tableOutput(value);
  if (isObject(value)) {
    return tableOutput(
      Object.entries(value as Record<string, unknown>).map(([name, one]) => ({
        name,
        value: one,
      })),
    );
  }
  return wordsOutput(String(value));
}

function isRows(value: unknown): value is object[] {
  return Array.isArray(value) && value.every((one: unknown) => isObject(one));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isMeasurement(value: unknown): value is Measurement {
  return isObject(value) && 'trace' in value && 'times' in value;
}

function isTrace(value: unknown): value is Trace {
  return isObject(value) && 'heartbeat' in value && 'requests' in value;
}
