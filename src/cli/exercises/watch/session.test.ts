import assert from 'node:assert/strict';
import { after, beforeEach, suite, test } from 'node:test';
import { columnsOf } from '../../../command/columns.ts';
import type { Verdict } from '../../../practice/verdict.ts';
import { openContext } from '../context.ts';
import { createPracticeProject } from '../fixture-project.ts';
import { createSession, type Session } from './session.ts';
import { fitFrame } from './frame.ts';
import { renderView } from './view.ts';

const practice = createPracticeProject();
after(() => {
  practice.remove();
});

/** What the session has had done, in order. */
let done: string[] = [];
let session: Session;
let failure: unknown;

const rule = { expected: 'it to hold', seen: '', suggests: '' };
const passed: Omit<Verdict, 'id'> = {
  passed: true,
  rules: [{ ...rule, id: 'value', passed: true }],
  printed: '',
};
const failed: Omit<Verdict, 'id'> = {
  passed: false,
  rules: [
    { id: 'value', passed: false, expected: 'a', seen: 'b', suggests: 'C.' },
  ],
  printed: 'what I\u001b[2J printed\n',
};

beforeEach(async () => {
  practice.clear();
  done = [];
  const context = await openContext(practice.root, false, assert.fail);
  session = createSession(context, [], {
    draw: () => undefined,
    judge: ({ id }) => done.push(`judge ${id}`),
    follow: ({ id }) => done.push(`follow ${id}`),
    edit: ({ id }) => done.push(`edit ${id}`),
    run: ({ id }) => done.push(`run ${id}`),
    leave: (exitCode) => done.push(`leave ${exitCode}`),
    fail(error) {
      failure = error;
    },
  });
  session.start();
  assert.equal(failure, undefined);
});

const [first = '', second = ''] = practice.ids;

function press(...names: string[]): void {
  for (const name of names) session.press({ name });
}

function judged(verdict: Omit<Verdict, 'id'>, id = first): void {
  session.onVerdict({ ...verdict, id }, 0.1);
}

function screen(columns = 80, rows = 40): string {
  const options = { columns, colour: false };
  const { lines } = fitFrame(renderView(session.state, options), rows, 0);
  for (const line of lines) {
    assert.ok(columnsOf(line) <= Math.max(columns, 40), line);
  }
  return lines.join('\n');
}

suite('a session', () => {
  test('begins with the first exercise, its task and what to do', () => {
    assert.deepEqual(done, [`follow ${first}`, `judge ${first}`]);
    assert.match(screen(), new RegExp(`^${first} .* checking …\n`));
    assert.match(screen(), /Open work\/exercises\/[^]*TODO/);
    assert.match(screen(), /q quit/);
  });

  test('judges again at each save, and says what is wrong', () => {
    judged(failed);
    assert.match(screen(), /Expected {2}a\n {2}Seen {6}b\n {2}Likely {4}C\./);
    assert.match(screen(), /what I�\[2J printed/);
    session.onSave();
    assert.match(screen(), /checking …[^]*Seen {6}b/, 'until it is known');
    assert.equal(done.at(-1), `judge ${first}`);
  });

  test('keeps what is printed in its frame, in any script', () => {
    const printed = `${'日本'.repeat(40)}\n${'👩‍💻'.repeat(60)}\n`;
    judged({ ...failed, printed });
    assert.match(screen(), /日本…?\n/);
    for (const columns of [40, 61, 80]) screen(columns);
  });

  test('goes on only when n is pressed', () => {
    judged(passed);
    assert.match(screen(), /Press n to go on to/);
    assert.match(screen(), new RegExp(`1 of ${practice.ids.length} passed`));
    assert.ok(screen().startsWith(first));
    press('n');
    assert.ok(screen().startsWith(second));
    assert.equal(done.at(-1), `judge ${second}`);
  });

  test('shows one more hint at each press, and remembers it', () => {
    judged(failed);
    press('h');
    assert.match(screen(80, 60), /Hint 1 of 3/);
    press('h', 'h', 'h');
    assert.match(screen(80, 60), /Hint 3 of 3\n/);
    assert.match(screen(80, 60), /press s to compare/);
    assert.match(practice.read('work/exercises/progress.json'), /Seen": 3/);
  });

  test('shows the solution as changes, and goes back', () => {
    press('s');
    assert.match(screen(), /Show the solution, with hints still to come\?/);
    press('n', 's', 'y');
    assert.match(screen(), /\n- {2}\/\/ TODO: .*\n- .*Not written yet/);
    press('s', 'h', 'h', 'h', 's');
    assert.match(screen(), /Not written yet/, 'no question after all hints');
    press('s');
    assert.doesNotMatch(screen(), /Not written yet/);
  });

  test('lists all exercises, and opens the selected one', () => {
    press('l', 'down');
    assert.match(screen(), new RegExp(`\n› {3}${second}`));
    press('return');
    assert.ok(screen().startsWith(second));
  });

  test('shows the selected row of the list, however low the screen', () => {
    press('l');
    for (const { id } of session.state.shelf) {
      assert.match(screen(80, 12), new RegExp(`\n› .*${id}`));
      press('down');
    }
    session.press({ name: 'home' });
    assert.match(screen(80, 12), new RegExp(`\n› .*${first}`));
    session.press({ name: 'g', sequence: 'G', shift: true });
    assert.match(screen(80, 12), new RegExp(`\n› .*${practice.ids.at(-1)}`));
  });

  test('finds exercises by what is typed', () => {
    const last = session.state.shelf.at(-1);
    assert.ok(last);
    press('l');
    session.press({ sequence: '/' });
    for (const letter of last.master.title.toLowerCase()) {
      session.press({ name: letter, sequence: letter });
    }
    assert.ok(
      screen().startsWith(`Search: ${last.master.title.toLowerCase()}`),
    );
    assert.match(screen(), new RegExp(`\n› .*${last.id}`));
    session.press({ name: 'return' });
    assert.ok(screen().startsWith(last.id));
    press('l');
    for (const sequence of ['/', 'z', 'q', 'z']) session.press({ sequence });
    assert.doesNotMatch(screen(), /›/);
    press('return', 'backspace', 'escape', 'escape');
    assert.ok(screen().startsWith(last.id));
  });

  test('goes to the exercise before, and from the first to the last', () => {
    press('p');
    assert.ok(screen().startsWith(practice.ids.at(-1) ?? ''));
    press('p', 'n');
    assert.ok(!screen().startsWith(first));
  });

  test('says that another exercise was saved, and goes there', () => {
    const other = session.state.shelf[1];
    session.onSaveElsewhere(other?.file ?? '');
    assert.match(screen(), new RegExp(`${second}.ts was saved: press g`));
    press('g');
    assert.ok(screen().startsWith(second));
    session.onSaveElsewhere('/elsewhere/notes.ts');
    assert.doesNotMatch(screen(), /was saved/);
  });

  test('has the editor opened, and the code run', () => {
    press('e', 'm');
    assert.deepEqual(done.slice(-2), [`edit ${first}`, `run ${first}`]);
  });

  test('says so when a check could not run', () => {
    session.onSave();
    session.onFailure(new Error('no more files'));
    assert.match(screen(), /could not run \(no more files\); press enter/);
    assert.doesNotMatch(screen(), /checking/);
  });

  test('congratulates a learner who has passed all exercises', () => {
    for (const id of practice.ids) judged(passed, id);
    assert.match(screen(), /★ All \d+ of \d+/);
  });

  test('asks before it starts again, and keeps what was there', async () => {
    practice.write(`work/exercises/${first}.ts`, 'mine');
    press('r');
    assert.match(screen(), /beginning\? What you have is kept/);
    press('n', 'r', 'y');
    assert.doesNotMatch(screen(), /beginning\?/);
    while (session.state.notes.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const [kept = ''] = practice
      .list('work/exercises')
      .filter((name) => name.includes('.kept-'));
    assert.ok(screen().replaceAll('\n', ' ').includes(kept));
    assert.equal(practice.read(`work/exercises/${kept}`), 'mine');
    assert.match(practice.read(`work/exercises/${first}.ts`), /TODO/);
  });

  test('puts back a file that is gone', async () => {
    practice.removeFile(`work/exercises/${first}.ts`);
    session.onSave();
    assert.match(screen(), /is gone; press r to get the starter back/);
    press('r', 'y');
    while (!session.state.notes.join().includes('is the starter')) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.match(practice.read(`work/exercises/${first}.ts`), /TODO/);
  });

  test('ends with q or Ctrl-C, whatever it shows', () => {
    press('l', 'q');
    assert.equal(done.at(-1), 'leave 0');
    press('s', 'q');
    assert.equal(done.at(-1), 'leave 0');
    press('r');
    session.press({ name: 'c', ctrl: true });
    assert.equal(done.at(-1), 'leave 130');
  });

  test('is readable in a narrow and low terminal', () => {
    judged(failed);
    for (const mode of ['', 'h', 's', 's', 'l', 'l', 'r']) {
      press(mode);
      for (const columns of [20, 40, 60, 200]) screen(columns, 8);
    }
  });
});
