import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkError } from '../../command/options.ts';
import type { Scene, Step, Until } from './scene.ts';
import type { Cast, CastEvent } from './asciicast.ts';
import { numberPorts, replaceAll, settle } from './normalise.ts';
import { startHiddenTerminal, type HiddenTerminal } from './screen.ts';
import { startStage, type Stage } from './stage.ts';
import { startTerminal, type TerminalSession } from '../../command/terminal.ts';

const prompt = '\u001b[1;32m$\u001b[0m ';

/** How long a screen must stay the same before it counts as drawn. */
const settleMs = 300;

/** Runs a scene for real and returns what the terminal showed, normalised. */
export async function recordScene(scene: Scene): Promise<Cast> {
  const stage = await startStage(scene);
  const take = new Take(scene, stage);
  try {
    for (const step of scene.steps) await take.play(step);
  } finally {
    await take.close();
    await stage.close();
  }
  return {
    title: scene.title,
    columns: take.columns,
    rows: take.rows,
    events: normalise(take.events, scene, stage),
  };
}

function normalise(
  events: readonly CastEvent[],
  scene: Scene,
  stage: Stage,
): CastEvent[] {
  const { idleSeconds = 2, replace = [] } = scene;
  const replaced = replaceAll(events, [...stage.replacements, ...replace]);
  return settle(numberPorts(replaced), idleSeconds);
}

/** One recording in the making. */
class Take {
  readonly events: CastEvent[] = [];
  readonly columns: number;
  readonly rows: number;
  readonly #scene: Scene;
  readonly #stage: Stage;
  /** What the current command has shown, and nothing before it. */
  #screen: HiddenTerminal;
  /** Seconds of the recording when the current step began. */
  #seconds = 0;
  #startedMs = 0;
  #speed = 1;
  #command = '';
  #session: TerminalSession | undefined;
  #onChange: () => void = () => undefined;

  constructor(scene: Scene, stage: Stage) {
    this.#scene = scene;
    this.#stage = stage;
    this.columns = scene.columns ?? 80;
    this.rows = scene.rows ?? 18;
    this.#screen = startHiddenTerminal(this.columns, this.rows);
    this.#show(prompt);
  }

  async play(step: Step): Promise<void> {
    if ('type' in step) this.#type(step.type);
    else if ('marker' in step) this.#mark(step.marker);
    else if ('pause' in step) this.#seconds += step.pause;
    else await this.#act(step);
  }

  async close(): Promise<void> {
    await this.#session?.close();
    this.#screen.close();
  }

  #type(command: string): void {
    this.#command = this.#stage.fill(command);
    this.#seconds += 0.5;
    for (const character of this.#command) {
      this.#show(character === '\n' ? '\r\n> ' : character);
      this.#seconds += this.#scene.paceSeconds ?? 0.05;
    }
  }

  #mark(label: string): void {
    this.events.push({ seconds: this.#seconds, code: 'm', data: label });
  }

  /** Makes the program go on, and follows it for as long as the step says. */
  async #act(
    step: Extract<Step, { until: Until } | { enter: Until }>,
  ): Promise<void> {
    this.#seconds += 0.3;
    this.#startedMs = performance.now();
    this.#speed = ('speed' in step && step.speed) || 1;
    if ('enter' in step) this.#start();
    else if ('press' in step) this.#running().press(step.press);
    else this.#edit(step);
    const until = 'enter' in step ? step.enter : step.until;
    if (until === 'the end') await this.#followToEnd();
    else await this.#follow(until);
    this.#seconds = this.#now();
    if (until === 'the end') this.#show(prompt);
  }

  #start(): void {
    if (this.#session) {
      throw new WorkError('The scene starts a command while another one runs.');
    }
    this.#screen.close();
    this.#screen = startHiddenTerminal(this.columns, this.rows);
    this.#show('\r\n');
    const { columns, rows } = this;
    const { folder, environment } = this.#stage;
    const onOutput = (text: string) => {
      this.#show(text, this.#now());
    };
    const options = { columns, rows, folder, environment, onOutput };
    this.#session = startTerminal(['sh', '-c', this.#command], options);
  }

  #edit({ edit, from, to }: Extract<Step, { edit: string }>): void {
    const file = join(this.#stage.folder, edit);
    const before = readFileSync(file, 'utf8');
    const after = before.replace(from, () => to);
    if (after === before) {
      throw new WorkError(
        `${edit} has nothing that matches ${String(from)}, which the scene wants to edit.`,
      );
    }
    writeFileSync(file, after);
  }

  #running(): TerminalSession {
    if (this.#session) return this.#session;
    throw new WorkError('The scene presses a key while no command runs.');
  }

  #now(): number {
    const seconds = (performance.now() - this.#startedMs) / 1_000;
    return this.#seconds + seconds / this.#speed;
  }

  #show(data: string, seconds = this.#seconds): void {
    this.events.push({ seconds, code: 'o', data });
    void this.#screen.write(data).then(() => {
      this.#onChange();
    });
  }

  async #followToEnd(): Promise<void> {
    await this.#withinTimeout('the end', this.#running().ended);
    this.#session = undefined;
  }

  async #follow(pattern: RegExp): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.#onChange = () => {
      if (pattern.test(this.#screen.text().join('\n'))) resolve(undefined);
    };
    void this.#running().ended.then(() => {
      reject(this.#failure(`ended before it showed ${pattern}`));
    });
    this.#onChange();
    await this.#withinTimeout(String(pattern), promise);
    await this.#settle();
    this.#onChange = () => undefined;
  }

  /** Waits until what is being drawn is complete. */
  async #settle(): Promise<void> {
    let count: number;
    do {
      count = this.events.length;
      await sleep(settleMs);
    } while (this.events.length > count);
  }

  async #withinTimeout(what: string, event: Promise<unknown>): Promise<void> {
    const seconds = this.#scene.timeoutSeconds ?? 120;
    const timer = new AbortController();
    const late = sleep(seconds * 1_000, 'late', { signal: timer.signal });
    try {
      if ((await Promise.race([event, late])) === 'late') {
        throw this.#failure(`did not show ${what} within ${seconds} s`);
      }
    } finally {
      timer.abort();
    }
  }

  #failure(what: string): WorkError {
    const shown = this.#screen.text().join('\n').trim();
    return new WorkError(`"${this.#command}" ${what}. It shows:\n${shown}`);
  }
}
