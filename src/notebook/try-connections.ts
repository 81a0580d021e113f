import { modelTrace, type ServerModel } from '../trace/explore/model-trace.ts';
import { modelRoom, type ModelData } from '../trace/explore/model-data.ts';
import { renderTraceFigure } from '../trace/render/trace-figure.ts';
import { counted, duration } from '../trace/render/words.ts';
import { inElement } from './explorer.ts';
import { publish, type Output } from './publish.ts';

/** How a model is played through, and what is shown first. */
export interface TryOptions {
  /** 150 by default. */
  readonly requests?: number;
  /** Where the slider stands at first: 5 by default. */
  readonly connections?: number;
}

/**
 * Shows what a server's model leads to, for a number of connections that a
 * slider changes. Nothing is requested: it is computed as the slider moves, as
 * if nothing but the model took any time.
 */
export function tryConnections(
  model: ServerModel,
  options: TryOptions = {},
): void {
  publish(modelOutput(model, options));
}

/** The picture of a model with its slider, as an output. */
export function modelOutput(
  model: ServerModel,
  { requests = 150, connections = 5 }: TryOptions = {},
): Output {
  const name = 'if only the server took time';
  const trace = modelTrace(model, { requests, connections });
  const axisMs = trace.durationMs;
  const data: ModelData = { model, requests, connections, axisMs };
  const picture = renderTraceFigure(trace, {
    name,
    brief: true,
    room: modelRoom(data),
  });
  const over = counted(connections, 'connection');
  return {
    html: inElement('model-explorer', picture, JSON.stringify(data), name),
    text: `${name}: ${duration(axisMs)} over ${over}`,
  };
}
