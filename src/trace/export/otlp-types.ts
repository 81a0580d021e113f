/** OTLP's JSON of spans: a request to a collector, or a file. */
export interface Otlp {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string; readonly version: string };
      readonly spans: readonly OtlpSpan[];
    }[];
  }[];
}

/** A stretch of time, in nanoseconds since 1970. */
export interface OtlpSpan {
  /** 32 hexadecimal digits, the same in all spans of a recording. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** The span that it is part of; absent in the outermost one. */
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly status: { readonly code?: number; readonly message?: string };
}

/** A property of a span; whole numbers are texts, as in all JSON of Protobuf. */
export interface OtlpAttribute {
  readonly key: string;
  readonly value:
    { readonly stringValue: string } | { readonly intValue: string };
}

/** What a span is about, by OTLP's numbers. */
export const spanKind = { internal: 1, server: 2, client: 3 } as const;

/** How a span ended, by OTLP's numbers; 0, the default, is left out. */
export const statusCode = { error: 2 } as const;

/** Properties as attributes; those that are undefined are left out. */
export function attributes(
  properties: Readonly<Record<string, string | number | undefined>>,
): OtlpAttribute[] {
  return Object.entries(properties).flatMap(([key, value]): OtlpAttribute[] => {
    if (value === undefined) return [];
    return typeof value === 'number'
      ? [{ key, value: { intValue: String(value) } }]
      : [{ key, value: { stringValue: value } }];
  });
}
