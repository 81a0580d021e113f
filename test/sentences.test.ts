import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { exercises } from '../src/practice/catalogue.ts';
import { parseMaster } from '../src/practice/master.ts';
import { project } from '../src/setup/project.mjs';
import { sentencesOf } from './task-sentences.ts';

/**
 * What a sentence of a task asks for, and the attempt that does everything but
 * that. `test/practice.test.ts` sees that the attempt fails for this rule.
 */
interface Held {
  readonly sentence: string;
  readonly held: readonly { readonly rule: string; readonly breaker: string }[];
}

/** A sentence that asks for nothing: what it is for. */
interface Informing {
  readonly sentence: string;
  readonly informs: string;
}

type Entry = Held | Informing;

const corpus = join(project.root, 'test/corpus');

function taskOf(id: string): string {
  const file = join(project.root, 'solutions', `${id}.ts`);
  return parseMaster(id, readFileSync(file, 'utf8')).task;
}

function tableOf(id: string): readonly Entry[] {
  const file = join(corpus, id, 'sentences.json');
  assert.ok(existsSync(file), `${id} has a table of its task's sentences`);
  return JSON.parse(readFileSync(file, 'utf8')) as Entry[];
}

suite('Every sentence of a task', () => {
  for (const { id } of exercises) {
    test(`${id}: is in its table, in order`, () => {
      const inTable = tableOf(id).map(({ sentence }) => sentence);
      assert.deepEqual(inTable, sentencesOf(taskOf(id)));
    });

    test(`${id}: is held by a rule, and an attempt breaks it`, () => {
      for (const entry of tableOf(id)) {
        if ('informs' in entry) {
          assert.ok(entry.informs, entry.sentence);
          continue;
        }
        assert.ok(entry.held.length > 0, entry.sentence);
        for (const { rule, breaker } of entry.held) {
          const text = readFileSync(join(corpus, id, breaker), 'utf8');
          assert.ok(text.startsWith(`// fails: ${rule}\n`), breaker);
        }
      }
    });

    test(`${id}: has rules that are all needed`, () => {
      const rules = new Set(
        tableOf(id).flatMap((entry) =>
          'held' in entry ? entry.held.map(({ rule }) => rule) : [],
        ),
      );
      const exercise = exercises.find((each) => each.id === id);
      const idle = exercise?.rules.filter((rule) => !rules.has(rule.id)) ?? [];
      assert.deepEqual(
        idle.map((rule) => rule.id),
        [],
      );
    });
  }
});
