/** All that notebooks, slides, exercises and solutions import. */
export { conferenceHandles } from './lab/data/speakers.ts';
export { conferencePaths } from './lab/sites/conference.ts';
export { idealSeconds } from './lab/ideal.ts';
export type { Plan } from './lab/ideal.ts';
export { faults } from './lab/faults/faults.ts';
export type { Fault } from './lab/faults/fault.ts';
export { LabError, startLab } from './lab/lab.ts';
export type { Lab, LabOptions, LabStats, SiteStats } from './lab/lab.ts';
export { labLogin } from './lab/login.ts';
export { blockingRequest } from './client/blocking-request.ts';
export type { BlockingResponse } from './client/blocking-outcome.ts';
export { ChannelClosedError, createChannel } from './client/channel.ts';
export type { Channel } from './client/channel.ts';
export { withTaskGroup } from './client/task-group.ts';
export type { TaskGroup } from './client/task-group.ts';
export { scoped } from './client/scoped.ts';
export { withAgent } from './client/with-agent.ts';
export { createRecorder, record } from './trace/record/record.ts';
export type { Recorder } from './trace/record/record.ts';
export { summarise } from './trace/analyse/summarise.ts';
export type { Summary } from './trace/analyse/summarise.ts';
export type {
  ConnectionTrace,
  Heartbeat,
  RequestTrace,
  Trace,
} from './trace/trace.ts';
export { toHar } from './trace/export/har.ts';
export { toOtlp } from './trace/export/otlp.ts';
export { toTraceEvents } from './trace/export/trace-events.ts';
export { check } from './notebook/check.ts';
export type { CheckOptions } from './notebook/check.ts';
export { compare } from './notebook/compare.ts';
export { predict } from './notebook/predict.ts';
export { progress } from './notebook/progress.ts';
export type { Progress } from './notebook/progress.ts';
export { show } from './notebook/show.ts';
export { sweep } from './notebook/sweep.ts';
export type { SweepPoint } from './trace/render/sweep.ts';
export { timeline } from './notebook/timeline.ts';
export { tryConnections } from './notebook/try-connections.ts';
export { live, timed } from './notebook/timed.ts';
export type { Measurement } from './notebook/measurement.ts';
