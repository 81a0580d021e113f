import { channel } from 'node:diagnostics_channel';
import type { Trace } from '../trace.ts';
import { mergeServerLog } from './merge-server-log.ts';
import type { ServerLog } from './server-log.ts';

/**
 * Servers of this program that keep a log of their requests listen here, and
 * put their answers into the question. So neither a recording nor a server has
 * to know of the other.
 */
const questions = channel('async-lab:requests');

/**
 * Gives a trace with what its servers saw, as far as they keep a log for
 * recordings, as a lab does. It asks them only now, after the recording, so the
 * recording is as long as without; where no such server was used, it asks none.
 * It never throws: a server that does not answer leaves the trace as it is.
 */
export async function withServerSide(trace: Trace): Promise<Trace> {
  const ports = new Set(
    trace.connections.flatMap(({ remotePort }) => remotePort ?? []),
  );
  if (ports.size === 0 || !questions.hasSubscribers) return trace;
  const answers: Promise<ServerLog>[] = [];
  questions.publish({
    ports: [...ports],
    sinceEpochMs: trace.startedAtEpochMs,
    answers,
  });
  const logs = await Promise.allSettled(answers);
  return logs.reduce(
    (merged, log) =>
      log.status === 'fulfilled' ? mergeServerLog(merged, log.value) : merged,
    trace,
  );
}
