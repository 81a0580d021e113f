import { pipeline } from 'node:stream/promises';
import { createRecorder } from '../trace/record/record.ts';
import { failed } from '../trace/analyse/summarise.ts';
import { renderTraceFile } from '../trace/export/trace-file.ts';
import type { Trace } from '../trace/trace.ts';
import { standardOutput, writablePath, writeText } from '../command/files.ts';
import { createDispatcher, watchProtocols } from './request/dispatcher.ts';
import { download } from './request/download.ts';
import { exchange, type Answer } from './request/exchange.ts';
import { explainFailure } from './request/failure.ts';
import { renderHar } from './request/har.ts';
import { watchInterruption } from '../command/interruption.ts';
import { planRequest, type Plan } from './request/plan.ts';
import { createReport, type Report } from './request/report.ts';
import { showBody } from './request/show-body.ts';
import { warmUp } from './request/warm-up.ts';

/**
 * Sends one request and shows the answer. Resolves with 1 for an answer of 400
 * or above, and with 130 if Ctrl-C ended it.
 */
export async function main(args: string[]): Promise<number> {
  const plan = planRequest(args);
  const harPath = plan.options.har && writablePath(plan.options.har);
  const tracePath = plan.options.trace && writablePath(plan.options.trace);
  const savePath = plan.options.output && writablePath(plan.options.output);
  const protocols = watchProtocols();
  const report = createReport(plan.options, protocols);
  const { trace, failure, exitCode } = await perform(
    plan,
    async (answer, soFar) => {
      report.head(soFar);
      const isBodyShown = ![harPath, tracePath].includes(standardOutput);
      await receive(answer, { savePath, isBodyShown }, report);
    },
  );
  protocols.stop();
  if (harPath) writeText(harPath, renderHar(trace, protocols));
  if (tracePath) {
    const runs = [{ name: 'npm run request', trace }];
    writeText(tracePath, renderTraceFile(tracePath, runs));
  }
  if (exitCode !== undefined) {
    process.stderr.write('Interrupted.\n');
    return exitCode;
  }
  if (failure !== undefined) throw explainFailure(failure, plan, trace);
  report.timing(trace);
  return trace.requests.slice(-1).some(failed) ? 1 : 0;
}

interface Performance {
  readonly trace: Trace;
  /** What was thrown, if anything. */
  readonly failure: unknown;
  /** The exit code, if a signal ended it. */
  readonly exitCode: number | undefined;
}

/** Sends the request; afterwards nothing is left open, even if it failed. */
async function perform(
  plan: Plan,
  onAnswer: (answer: Answer, soFar: Trace) => Promise<void>,
): Promise<Performance> {
  await warmUp();
  // First: a dispatcher that was composed earlier would not be recorded.
  const recorder = createRecorder();
  const interruption = watchInterruption();
  const dispatcher = createDispatcher(plan.options);
  let failure: unknown;
  try {
    await recorder.run(() =>
      exchange(plan, dispatcher, interruption.signal, (answer) =>
        onAnswer(answer, recorder.snapshot()),
      ),
    );
  } catch (error) {
    failure = error;
  }
  const trace = recorder.stop();
  await dispatcher.destroy();
  interruption.stop();
  // If it was not read to its end, it would keep the process running.
  if (plan.data === '-') process.stdin.destroy();
  const interrupted = failure !== undefined;
  const exitCode = interrupted ? interruption.exitCode() : undefined;
  return { trace, failure, exitCode };
}

interface Destination {
  /** The file that the body is saved in, if it is. */
  readonly savePath: string | undefined;
  /** False where standard output is for something else. */
  readonly isBodyShown: boolean;
}

/** Saves the body if that was asked for; an answer of 400 or above is shown. */
async function receive(
  { statusCode, headers, body }: Answer,
  { savePath, isBodyShown }: Destination,
  report: Report,
): Promise<void> {
  if (savePath === standardOutput) {
    await pipeline(body, process.stdout, { end: false });
    return;
  }
  if (savePath === undefined || statusCode >= 400) {
    if (isBodyShown) {
      await showBody(body, String(headers['content-type'] ?? ''));
    } else await body.dump();
    return;
  }
  const announced = headers['content-length'];
  const totalBytes = announced === undefined ? undefined : Number(announced);
  report.saved(await download(body, savePath, totalBytes), savePath);
}
