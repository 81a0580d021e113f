import type { Lab, LabOptions, LabStats } from '../lab/lab.ts';
import type { Trace } from '../trace/trace.ts';

/** A task for a learner: one function to write, and how it is judged. */
export interface Exercise<
  Learned extends LearnedFunction = LearnedFunction,
  Value = unknown,
> {
  /** The lesson's number and a slug; its master has it as its file name. */
  readonly id: string;
  /** The function that the learner's module exports. */
  readonly name: string;
  /** Each is done in a process of its own, with a lab of its own. */
  readonly runs: readonly Run[];
  /**
   * Calls the learner's function, where the learner's code runs. What it gives
   * must survive a structured clone.
   */
  readonly act: (learned: Learned, scene: Scene) => Promise<Value>;
  /** In the order in which a learner should hear of them. */
  readonly rules: readonly Rule<Value>[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any kind
export type LearnedFunction = (...args: any[]) => unknown;

/** A lab to act in. Answers come in the same order for the same seed. */
export interface Run extends Pick<
  LabOptions,
  'gates' | 'jitter' | 'models' | 'scale'
> {
  readonly seed: number;
  /** How long all of the act may take; 10 seconds unless told. */
  readonly deadlineMs?: number;
}

/** What the act has to work with. */
export interface Scene {
  readonly lab: Lab;
  readonly seed: number;
  /** A folder of the run's own, which is gone afterwards. */
  readonly folder: string;
}

/** What is known of a run in which the act came to its end. */
export interface Evidence<Value = unknown> {
  readonly seed: number;
  /** What the act gave. */
  readonly value: Value;
  /** What the learner's code requested, as its own process saw it. */
  readonly trace: Trace;
  /** What the servers saw. */
  readonly stats: LabStats;
}

export interface Rule<Value = unknown> {
  readonly id: string;
  /** What must hold, as a sentence's middle: "at most 5 requests in flight". */
  readonly expected: string;
  /** Gives nothing where the rule holds. */
  readonly judge: (evidence: Evidence<Value>) => Complaint | undefined;
  /**
   * False while the servers have not yet seen what would satisfy the rule. A
   * connection that is closed, say, is so at the other end a little later.
   */
  readonly isSettled?: (stats: LabStats) => boolean;
}

export interface Complaint {
  /** What there was instead. */
  readonly seen: string;
  /** What that suggests: one sentence that helps to go on. */
  readonly suggests: string;
}

/**
 * Holds an exercise's act and rules to the same types; for others these are
 * unknown, since what an act gives, only the rules beside it read.
 */
export function defineExercise<Learned extends LearnedFunction, Value>(
  exercise: Exercise<Learned, Value>,
): Exercise {
  return exercise as unknown as Exercise;
}

/** What the runs of an exercise have in common, with a seed each. */
export function runsOf(
  common: Omit<Run, 'seed'>,
  seeds: readonly number[] = [11, 12, 13],
): Run[] {
  return seeds.map((seed) => ({ ...common, seed }));
}
