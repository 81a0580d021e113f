import {
  Busboy,
  type BusboyFileStream,
  type BusboyInstance,
} from '@fastify/busboy';
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a form contained; nothing else of its files is kept. */
export interface Form {
  /** Names and values in their order; a name may appear more than once. */
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly FormFile[];
}

interface FormFile {
  readonly field: string;
  readonly filename: string;
  readonly type: string;
  readonly bytes: number;
  /** Of its content, in hexadecimal digits. */
  readonly sha256: string;
}

/** A form is not accepted: the message says why, for an answer with the status. */
export class FormError extends Error {
  override readonly name = 'FormError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const formLimits = {
  fieldNameSize: 100,
  fieldSize: 64 * 1024,
  fields: 50,
  fileSize: 10_000_000,
  files: 5,
  parts: 55,
  headerPairs: 20,
};

/**
 * Reads a form, urlencoded or multipart.
 * @throws FormError for another type (415), a malformed form (400) and one
 * beyond the limits (413)
 */
export async function parseForm(request: IncomingMessage): Promise<Form> {
  const parser = createParser(request);
  const fields: (readonly [string, string])[] = [];
  const files: FormFile[] = [];

  await new Promise<void>((resolve, reject) => {
    const tooLarge = (what: string) => {
      reject(new FormError(413, `A form may contain at most ${what}.`));
    };
    parser.on('field', (name, value, nameIsCut, valueIsCut) => {
      fields.push([name, value]);
      if (nameIsCut || valueIsCut) tooLarge('64 KiB in a field');
    });
    parser.on('file', (field, content, filename, _, type) => {
      content.once('limit', () => {
        tooLarge('10 MB in a file');
      });
      readFile(content, (bytes, sha256) => {
        files.push({ field, filename, type, bytes, sha256 });
      });
    });
    parser.once('filesLimit', () => {
      tooLarge(`${formLimits.files} files`);
    });
    parser.once('fieldsLimit', () => {
      tooLarge(`${formLimits.fields} fields`);
    });
    parser.once('partsLimit', () => {
      tooLarge(`${formLimits.parts} parts`);
    });
    parser.once('finish', resolve);
    parser.on('error', () => {
      reject(new FormError(400, 'The form is malformed.'));
    });
    request.once('close', () => {
      if (!request.complete) {
        reject(new FormError(400, 'The form ended too early.'));
      }
    });
    request.pipe(parser);
  }).finally(() => request.unpipe(parser));
  return { fields, files };
}

function createParser(request: IncomingMessage): BusboyInstance {
  const type = request.headers['content-type'] ?? '';
  try {
    const headers = { ...request.headers, 'content-type': type };
    return new Busboy({ headers, limits: formLimits });
  } catch {
    throw new FormError(
      415,
      'A form must be application/x-www-form-urlencoded or ' +
        'multipart/form-data with a boundary.',
    );
  }
}

function readFile(
  content: BusboyFileStream,
  done: (bytes: number, sha256: string) => void,
): void {
  const hash = createHash('sha256');
  let bytes = 0;
  content.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  content.once('end', () => {
    done(bytes, hash.digest('hex'));
  });
  // The form reports the error.
  content.on('error', () => undefined);
}
