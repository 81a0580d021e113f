import type { Lab, LabOptions, LabStats } from '../lab/lab.ts';
import type { Trace } from '../trace/trace.ts';

/** A task for a learner: a function to write, and the rules that judge it. */
export interface Exercise<
  Learned extends LearnedFunction = LearnedFunction,
  Value = unknown,
> {
  /** The lesson's number and a slug, which is also its master's file name. */
  readonly id: string;
  /** The function that the learner's module exports. */
  readonly name: string;
  /** Each run has a lab of its own and, in a file's check, its own process. */
  readonly runs: readonly Run[];
  /**
   * Calls the learner's function, in the process of the learner's code. Its
   * value must be one that a structured clone can copy.
   */
  readonly act: (learned: Learned, scene: Scene) => Promise<Value>;
  /** The first broken rule is the one that the learner reads first. */
  readonly rules: readonly Rule<Value>[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of any kind
export type LearnedFunction = (...args: any[]) => unknown;

/** A run's lab: the same seed gives answers in the same order. */
export interface Run extends Pick<
  LabOptions,
  'gates' | 'jitter' | 'models' | 'scale'
> {
  readonly seed: number;
  /** How long the whole act may take; 10 seconds by default. */
  readonly deadlineMs?: number;
}

/** What an act works with. */
export interface Scene {
  readonly lab: Lab;
  readonly seed: number;
  /** A folder for this run, which is removed afterwards. */
  readonly folder: string;
}

/** What is known of a run whose act has ended. */
export interface Evidence<Value = unknown> {
  readonly seed: number;
  /** The value of the act. */
  readonly value: Value;
  /** The requests of the learner's code, recorded in its own process. */
  readonly trace: Trace;
  /** What the servers saw. */
  readonly stats: LabStats;
}

/** One condition of an exercise. */
export interface Rule<Value = unknown> {
  readonly id: string;
  /** What must hold, as part of a sentence: "at most 5 requests in flight". */
  readonly expected: string;
  /** The complaint, or undefined where the rule holds. */
  readonly judge: (evidence: Evidence<Value>) => Complaint | undefined;
  /**
   * False while the servers have not yet seen what would satisfy the rule. For
   * example, a server sees a little later that a client closed its connection.
   */
  readonly isSettled?: (stats: LabStats, seed: number) => boolean;
}

/** Why a rule is broken. */
export interface Complaint {
  /** What was seen instead of what was expected. */
  readonly seen: string;
  /** What most likely happened and what to do now, in a sentence or two. */
  readonly suggests: string;
}

/**
 * Checks that an exercise's act and rules have the same types. To other code
 * these types are unknown, because only its own rules read an act's value.
 */
export function defineExercise<Learned extends LearnedFunction, Value>(
  exercise: Exercise<Learned, Value>,
): Exercise {
  return exercise as unknown as Exercise;
}

/** Runs that differ only in their seeds. */
export function runsOf(
  common: Omit<Run, 'seed'>,
  seeds: readonly number[] = [11, 12, 13],
): Run[] {
  return seeds.map((seed) => ({ ...common, seed }));
}
