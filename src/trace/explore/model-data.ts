import type { Room } from '../render/frame.ts';
import type { ServerModel } from './model-trace.ts';

/** What a page has in it for a model's picture. */
export interface ModelData {
  readonly model: ServerModel;
  readonly requests: number;
  readonly connections: number;
  /** How long the picture's axis is, so that pictures can be compared. */
  readonly axisMs: number;
}

/** The same place for each number of connections, so that nothing jumps. */
export function modelRoom({ axisMs }: Pick<ModelData, 'axisMs'>): Room {
  return { lengthMs: axisMs, rowsPx: 260, lanesPx: 150 };
}
