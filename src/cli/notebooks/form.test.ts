import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkNotebookForm } from './form.ts';
import { parseNotebook, renderNotebook } from './notebook.ts';

const titleCell = {
  cell_type: 'markdown',
  id: 'title',
  metadata: {},
  source: '# A lesson',
};
const codeCell = {
  cell_type: 'code',
  id: 'one-run',
  metadata: {},
  execution_count: null,
  outputs: [],
  source: 'const lab = await startLab();\nlab.url',
};
const notebookMetadata = {
  kernelspec: {
    display_name: 'TypeScript (async-lab)',
    language: 'typescript',
    name: 'async-lab',
  },
};

/** A notebook in form, but for what is given. */
function notebook(changes: object = {}): string {
  return renderNotebook({
    cells: [titleCell, codeCell],
    metadata: notebookMetadata,
    nbformat: 4,
    nbformat_minor: 5,
    ...changes,
  });
}

function withCode(changes: object): string {
  return notebook({ cells: [titleCell, { ...codeCell, ...changes }] });
}

describe('the form of notebooks', () => {
  it('has nothing against a clean one', () => {
    assert.deepEqual(checkNotebookForm(notebook()), []);
    const tagged = { metadata: { tags: ['raises-exception'] } };
    assert.deepEqual(checkNotebookForm(withCode(tagged)), []);
  });

  const wrong: Record<string, [text: string, complaint: RegExp]> = {
    'text that is not JSON': ['{', /not JSON/],
    'JSON that is not a notebook': ['{}', /not a notebook/],
    'an older format': [notebook({ nbformat_minor: 4 }), /4\.4 is not 4\.5/],
    'another kernel': [
      notebook({ metadata: { kernelspec: { name: 'tslab' } } }),
      /metadata must be/,
    ],
    'noise in the metadata': [
      notebook({ metadata: { ...notebookMetadata, widgets: {} } }),
      /metadata must be/,
    ],
    'no title': [notebook({ cells: [codeCell] }), /first cell must be a title/],
    'an id that is there twice': [
      notebook({ cells: [titleCell, codeCell, codeCell] }),
      /two cells have the id one-run/,
    ],
    'an id of random digits': [withCode({ id: '4f1c22ab' }), /readable name/],
    outputs: [
      withCode({ outputs: [{ output_type: 'stream', name: 'stdout' }] }),
      /has outputs/,
    ],
    'an execution count': [withCode({ execution_count: 3 }), /count/],
    'noise in a cell': [withCode({ metadata: { trusted: true } }), /"trusted"/],
    'a tag that means nothing': [
      withCode({ metadata: { tags: ['slow'] } }),
      /"slow" means nothing/,
    ],
    'a cell that is too long': [
      withCode({ source: '1\n'.repeat(15) }),
      /more than 14/,
    ],
    'long cells only': [
      withCode({ source: '1;\n'.repeat(9) }),
      /1 of 1 code cells have more than 8 lines/,
    ],
    'a line that is too long': [
      withCode({ source: `'${'x'.repeat(80)}'` }),
      /more than 80 columns/,
    ],
    'another indentation': [
      JSON.stringify(parseNotebook(notebook())),
      /not formatted as Jupyter formats it/,
    ],
  };
  for (const [name, [text, complaint]] of Object.entries(wrong)) {
    it(`complains of ${name}`, () => {
      const complaints = checkNotebookForm(text);
      assert.equal(complaints.length > 0, true);
      assert.match(complaints.join('\n'), complaint);
    });
  }
});
