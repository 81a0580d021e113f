import {
  Busboy,
  type BusboyFileStream,
  type BusboyInstance,
} from '@fastify/busboy';
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a form held; nothing of a file is kept but this. */
export interface Form {
  /** Names and values in their order; a name may come again. */
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly FormFile[];
}

export interface FormFile {
  readonly field: string;
  readonly filename: string;
  readonly type: string;
  readonly bytes: number;
  /** Of its content, in hexadecimal digits. */
  readonly sha256: string;
}

/** A form that is not taken, with the status and the sentence to say so. */
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
 * Reads a form, urlencoded or multipart. Throws a FormError for one of another
 * type (415), a malformed one (400) and one beyond the limits (413).
 */
export async function parseForm(request: IncomingMessage): Promise<Form> {
  const parser = createParser(request);
  const fields: (readonly [string, string])[] = [];
  const files: FormFile[] = [];

  await new Promise<void>((resolve, reject) => {
    const tooLarge = (what: string) => {
      reject(new FormError(413, `A form may have ${what}.`));
    };
    parser.on('field', (name, value, nameIsCut, valueIsCut) => {
      fields.push([name, value]);
      if (nameIsCut || valueIsCut) tooLarge('fields of 64 KiB at most');
    });
    parser.on('file', (field, content, filename, _, type) => {
      content.once('limit', () => {
        tooLarge('files of 10 MB at most');
      });
      readFile(content, (bytes, sha256) => {
        files.push({ field, filename, type, bytes, sha256 });
      });
    });
    parser.once('filesLimit', () => {
      tooLarge(`${formLimits.files} files at most`);
    });
    parser.once('fieldsLimit', () => {
      tooLarge(`${formLimits.fields} fields at most`);
    });
    parser.once('partsLimit', () => {
      tooLarge(`${formLimits.parts} parts at most`);
    });
    parser.once('finish', resolve);
    parser.on('error', () => {
      reject(new FormError(400, 'This form is malformed.'));
    });
    request.once('close', () => {
      if (!request.complete) reject(new FormError(400, 'The form broke off.'));
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
  // The form's own error says what there is to say.
  content.on('error', () => undefined);
}
