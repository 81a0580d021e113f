import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * Which rooms of `src` a room may import from; CONTRIBUTING.md says why.
 * A room that is not listed here imports nothing of ours.
 * @type {Record<string, string[]>}
 */
const allowedRooms = {
  lab: [],
  trace: [],
  kernel: [],
  setup: [],
  command: ['lab', 'setup'],
  client: ['trace'],
  practice: ['lab', 'trace'],
  notebook: ['trace', 'client', 'practice'],
  deck: ['lab', 'trace', 'command', 'setup'],
};

const rooms = [...Object.keys(allowedRooms), 'cli'];

/**
 * Rooms with programs that run as content does, and so see the kit as it does.
 */
const publicName = ['deck'];

/** What an engine never imports: it reads content by its path, as data. */
const content = ['slides', 'notebooks', 'exercises', 'solutions'].map(
  (folder) => `**/../${folder}/**`,
);

/**
 * @param {string} room
 * @returns {import('eslint').Linter.Config}
 */
function roomRule(room) {
  const forbidden = rooms.filter(
    (other) => other !== room && !allowedRooms[room]?.includes(other),
  );
  return {
    files: [`src/${room}/**/*.{ts,js,mjs}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                ...forbidden.map((other) => `**/../${other}/**`),
                '**/index.ts',
                ...(publicName.includes(room)
                  ? []
                  : ['async-lab', 'async-lab/*']),
                ...content,
              ],
              message: `The room "${room}" may import only from: ${allowedRooms[room]?.join(', ') || 'itself'}.`,
            },
          ],
        },
      ],
    },
  };
}

/**
 * Learners' code sees the kit under its one public name.
 * @type {import('eslint').Linter.Config}
 */
const publicNameOnly = {
  files: ['{exercises,solutions,slides}/**/*.{ts,js}'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['**/src/**'], message: 'Import from "async-lab".' },
        ],
      },
    ],
  },
};

export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.venv/**',
      '.cache/**',
      '.jupyter/**',
      'work/**',
      // Starters, made from solutions: half of what they import waits for its use.
      'exercises/**',
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    plugins: { 'import-x': importX },
    settings: {
      // Modules of packages end a circle, so only ours are read.
      'import-x/extensions': ['.ts', '.mjs', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [
        importX.createNodeResolver({ extensions: ['.ts', '.mjs', '.js'] }),
      ],
    },
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // TypeScript knows what is defined, in checked JavaScript too.
      'no-undef': 'off',
      curly: ['error', 'multi-line'],
      'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'variable',
          format: ['camelCase', 'PascalCase'],
          leadingUnderscore: 'allow',
        },
        // Names that a protocol or a file format has chosen.
        { selector: 'variable', modifiers: ['destructured'], format: null },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true },
      ],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              name: ['test', 'it', 'describe', 'suite'],
              package: 'node:test',
            },
          ],
        },
      ],
    },
  },
  ...Object.keys(allowedRooms).map(roomRule),
  publicNameOnly,
);
