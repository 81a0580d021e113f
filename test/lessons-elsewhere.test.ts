import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { runNotebooks } from '../src/cli/notebooks/run.ts';
import { project } from '../src/setup/project.mjs';
import { startLab, type Lab } from '../src/lab/lab.ts';

const originals = join(project.root, 'notebooks');

/** Those of the Pokédex that do not set the server any task of its own. */
const lessons = ['00-start-here.ipynb', '03-pooled.ipynb'];

/**
 * The real API is not to be had in a test. Its likeness speaks HTTP/2 over
 * TLS, as the real one does, and says nothing of what it saw.
 */
suite('With LAB_URL at an API, a lesson that fits it', () => {
  let api: Lab;
  let folder: string;
  const environment = { ...process.env };

  before(async () => {
    api = await startLab({ scale: 0.1, jitter: 0.3 });
    mkdirSync(project.work, { recursive: true });
    folder = mkdtempSync(join(project.work, '.test-elsewhere-'));
    const certificate = join(folder, 'certificate.pem');
    writeFileSync(certificate, api.certificate);
    process.env['NODE_EXTRA_CA_CERTS'] = certificate;
    process.env['LAB_URL'] = api.http2;
  });
  after(async () => {
    process.env = environment;
    rmSync(folder, { recursive: true, force: true });
    await api.close();
  });

  for (const file of lessons) {
    test(`runs from top to bottom: ${file}`, async () => {
      const files = [file];
      const [run] = await runNotebooks({
        folder: originals,
        files,
        scale: 0.1,
      });
      assert.deepEqual(run?.error, undefined);
      assert.equal(run?.ok, true);
      const { http2 } = await api.stats();
      assert.ok(http2 && http2.requests > 0, 'nobody asked the API');
      await api.reset();
    });
  }
});
