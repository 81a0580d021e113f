/** The types that demos and scenes in `slides/` import. */
export type {
  Demo,
  DemoContext,
  DemoEvent,
  DemoNote,
  DemoParameter,
  RecordedDemo,
  RecordedRun,
  Seen,
} from './demo/demo.ts';
export type { Replacement, Scene, Step, Until } from './casts/scene.ts';
