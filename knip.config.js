/**
 * Finds files, exports and dependencies that nothing uses. The entries are the
 * files that something other than an import starts: a command, a worker, a
 * file that is found by its name, a notebook.
 * @type {import('knip').KnipConfig}
 */
export default {
  workspaces: {
    '.': {
      entry: [
        '{exercises,solutions}/*.ts',
        'notebooks/*.ipynb',
        'slides/demos/*.ts',
        'slides/casts/*.scene.ts',
        '{slides,test}/**/*.test.ts',
        'test/corpus/**/*.ts',
      ],
      project: ['{exercises,notebooks,slides,solutions,test}/**/*.{ts,ipynb}'],
    },
    src: {
      entry: [
        '{index,deck/index,trace/render/browser}.ts',
        'cli/*.{ts,mjs}',
        'cli/slides/*.ts',
        '**/*.test.ts',
        '{lab,practice/attempt,kernel}/{worker,child,watch,launch}.ts',
        'deck/demo/{child,fixture-demos/*}.ts',
        'deck/shell/{deck,gate/gate}.ts',
        'trace/explore/element/define.ts',
        'lab/data/make-*.ts',
        'client/blocking-worker.ts',
        'cli/{crawl,scrape}/*-worker.ts',
      ],
      project: ['**/*.{ts,mjs,css}', '!dist/**'],
      paths: {
        // A presenter's own, or this in its place.
        'slides/own-theme.css': ['deck/shell/no-theme.css'],
        'slides/*': ['../slides/*'],
      },
    },
  },
  ignoreExportsUsedInFile: { interface: true, type: true },
  compilers: {
    css: (text) =>
      [...text.matchAll(/(?:@import |url\()['"]([^'"]+)['"]/g)]
        .map(([, file]) => `import '${file}';`)
        .join('\n'),
    ipynb: codeOf,
  },
  ignoreBinaries: ['unshare'],
  ignoreDependencies: [
    // Started by its path, in src/cli/test.ts.
    'dependency-cruiser',
    // The kernel puts tslab together anew, with what tslab itself brings.
    'zeromq',
  ],
};

/**
 * @typedef {{ cell_type: string, source: string | string[] }} Cell
 * @typedef {{ cells: Cell[] }} Notebook
 */

/**
 * @param {string} text a notebook
 * @returns {string} the code of all its cells
 */
function codeOf(text) {
  /** @type {Notebook} */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- a notebook's form is checked elsewhere
  const notebook = JSON.parse(text);
  return notebook.cells
    .filter((cell) => cell.cell_type === 'code')
    .map(({ source }) => [source].flat().join(''))
    .join('\n');
}
