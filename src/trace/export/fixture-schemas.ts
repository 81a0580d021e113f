import { Ajv } from 'ajv';

/**
 * The Trace Event Format, as far as viewers read it and we write it: written
 * after https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 * (sections JSON Object Format, Complete Events, Flow Events, Metadata Events).
 */
export const traceEventSchema = {
  type: 'object',
  required: ['traceEvents'],
  properties: {
    traceEvents: { type: 'array', items: { $ref: '#/$defs/event' } },
    displayTimeUnit: { enum: ['ms', 'ns'] },
    otherData: { type: 'object', additionalProperties: { type: 'string' } },
  },
  additionalProperties: false,
  $defs: {
    track: {
      type: 'object',
      required: ['name', 'ph', 'pid', 'tid'],
      properties: {
        name: { type: 'string', minLength: 1 },
        pid: { type: 'integer', minimum: 0 },
        tid: { type: 'integer', minimum: 0 },
      },
    },
    time: { type: 'number', minimum: 0 },
    event: {
      allOf: [{ $ref: '#/$defs/track' }],
      oneOf: [
        {
          required: ['ts', 'dur', 'cat'],
          properties: {
            name: {},
            pid: {},
            tid: {},
            ph: { const: 'X' },
            cat: { type: 'string' },
            ts: { $ref: '#/$defs/time' },
            dur: { $ref: '#/$defs/time' },
            args: { type: 'object' },
          },
          additionalProperties: false,
        },
        {
          required: ['ts', 'cat', 'id'],
          properties: {
            name: {},
            pid: {},
            tid: {},
            ph: { enum: ['s', 't', 'f'] },
            cat: { type: 'string' },
            ts: { $ref: '#/$defs/time' },
            id: { type: ['string', 'integer'] },
            bp: { const: 'e' },
          },
          additionalProperties: false,
        },
        {
          required: ['args'],
          properties: {
            name: {
              enum: [
                'process_name',
                'process_labels',
                'process_sort_index',
                'thread_name',
                'thread_sort_index',
              ],
            },
            pid: {},
            tid: {},
            ph: { const: 'M' },
            args: {
              type: 'object',
              properties: {
                name: { type: 'string' },
                labels: { type: 'string' },
                sort_index: { type: 'integer' },
              },
              minProperties: 1,
              additionalProperties: false,
            },
          },
          additionalProperties: false,
        },
      ],
    },
  },
};

const anyValue = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  properties: {
    stringValue: { type: 'string' },
    boolValue: { type: 'boolean' },
    intValue: { type: 'string', pattern: '^-?\\d{1,19}$' },
    doubleValue: { type: 'number' },
  },
  additionalProperties: false,
};

const attributeList = {
  type: 'array',
  items: {
    type: 'object',
    required: ['key', 'value'],
    properties: { key: { type: 'string', minLength: 1 }, value: anyValue },
    additionalProperties: false,
  },
};

/**
 * ExportTraceServiceRequest in the JSON that OTLP makes of it: written after
 * opentelemetry/proto/trace/v1/trace.proto, common.proto and resource.proto
 * (https://github.com/open-telemetry/opentelemetry-proto), with ids in
 * hexadecimal and enums as numbers (https://opentelemetry.io/docs/specs/otlp).
 */
export const otlpSchema = {
  type: 'object',
  required: ['resourceSpans'],
  additionalProperties: false,
  properties: {
    resourceSpans: {
      type: 'array',
      items: {
        type: 'object',
        required: ['scopeSpans'],
        additionalProperties: false,
        properties: {
          resource: {
            type: 'object',
            additionalProperties: false,
            properties: { attributes: attributeList },
          },
          scopeSpans: {
            type: 'array',
            items: {
              type: 'object',
              required: ['spans'],
              additionalProperties: false,
              properties: {
                scope: {
                  type: 'object',
                  additionalProperties: false,
                  properties: {
                    name: { type: 'string' },
                    version: { type: 'string' },
                  },
                },
                spans: { type: 'array', items: { $ref: '#/$defs/span' } },
              },
            },
          },
        },
      },
    },
  },
  $defs: {
    nanoseconds: { type: 'string', pattern: '^\\d{1,20}$' },
    span: {
      type: 'object',
      required: [
        'traceId',
        'spanId',
        'name',
        'startTimeUnixNano',
        'endTimeUnixNano',
      ],
      additionalProperties: false,
      properties: {
        traceId: {
          type: 'string',
          pattern: '^[0-9a-fA-F]{32}$',
          not: { const: '0'.repeat(32) },
        },
        spanId: {
          type: 'string',
          pattern: '^[0-9a-fA-F]{16}$',
          not: { const: '0'.repeat(16) },
        },
        parentSpanId: { type: 'string', pattern: '^([0-9a-fA-F]{16})?$' },
        name: { type: 'string', minLength: 1 },
        kind: { type: 'integer', minimum: 0, maximum: 5 },
        startTimeUnixNano: { $ref: '#/$defs/nanoseconds' },
        endTimeUnixNano: { $ref: '#/$defs/nanoseconds' },
        attributes: attributeList,
        status: {
          type: 'object',
          additionalProperties: false,
          properties: {
            code: { type: 'integer', minimum: 0, maximum: 2 },
            message: { type: 'string' },
          },
        },
      },
    },
  },
};

/** Returns a check that tells what is wrong with a value; null if nothing is. */
export function createSchemaCheck(
  schema: object,
): (value: unknown) => string | null {
  const ajv = new Ajv({ allowUnionTypes: true, strictTypes: false });
  const validate = ajv.compile(schema);
  return (value) =>
    validate(value) ? null : ajv.errorsText(validate.errors).slice(0, 500);
}
