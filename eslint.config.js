import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Which rooms of `src` a room may import from; CONTRIBUTING.md says why.
 * A room that is not listed here imports nothing of ours.
 * @type {Record<string, string[]>}
 */
const allowedRooms = {
  lab: [],
  trace: [],
  client: ['trace'],
  practice: ['lab', 'trace'],
  notebook: ['trace', 'client', 'practice'],
  kernel: [],
};

const rooms = [...Object.keys(allowedRooms), 'cli'];

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
                ...forbidden.map((other) => `**/${other}/**`),
                '**/index.ts',
                'async-lab',
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
      '.jupyter/**',
      'work/**',
      // Starters, made from solutions: half of what they import waits for its use.
      'exercises/**',
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // TypeScript knows what is defined, in checked JavaScript too.
      'no-undef': 'off',
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
