import { createHmac, randomUUID } from 'node:crypto';

/** What Jupyter writes into the file that a kernel is started with. */
export interface ConnectionInfo {
  readonly transport: string;
  readonly ip: string;
  readonly key: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
}

export interface MessageHeader {
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
}

/** A message of Jupyter's protocol, as far as the kernel reads it itself. */
export interface WireMessage {
  readonly identities: readonly Buffer[];
  readonly header: MessageHeader;
  /** What a front end says of the request, such as the id of its cell. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
}

const delimiter = '<IDS|MSG>';
const protocolVersion = '5.3';

/**
 * Reads a message off its frames. Gives undefined when it is not a message,
 * or was not signed with the key.
 */
export function parseMessage(
  key: string,
  frames: readonly Buffer[],
): WireMessage | undefined {
  const at = frames.findIndex((frame) => frame.toString() === delimiter);
  const [signature, ...parts] = frames.slice(at + 1);
  const [header, , metadata, content] = parts;
  if (at < 0 || !signature || !header || !content) return;
  if (signature.toString() !== sign(key, parts.slice(0, 4))) return;
  const fields = parseObject(content);
  const head = parseObject(header);
  if (!fields || typeof head?.['msg_type'] !== 'string') return;
  return {
    identities: frames.slice(0, at),
    header: head as unknown as MessageHeader,
    metadata: (metadata && parseObject(metadata)) ?? {},
    content: fields,
  };
}

function parseObject(frame: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(frame.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What a message on the wire is made of besides its content. */
export interface Sender {
  readonly key: string;
  /** The kernel's own: front ends tell kernels apart by it. */
  readonly session: string;
}

/** Returns the frames of a message of a type that answers a request. */
export function renderMessage(
  { key, session }: Sender,
  request: WireMessage,
  type: string,
  content: Readonly<Record<string, unknown>>,
): (Buffer | string)[] {
  const header = {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: request.header.username,
    date: new Date().toISOString(),
    version: protocolVersion,
  };
  const parts = [header, request.header, {}, content].map((part) =>
    JSON.stringify(part),
  );
  return [...request.identities, delimiter, sign(key, parts), ...parts];
}

function sign(key: string, parts: readonly (Buffer | string)[]): string {
  // Jupyter allows an empty key: then nothing is signed.
  if (key === '') return '';
  const hash = createHmac('sha256', key);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The type of the reply to a request: `history_reply` to `history_request`. */
export function replyType({ header }: WireMessage): string {
  return header.msg_type.replace(/_request$/, '_reply');
}
