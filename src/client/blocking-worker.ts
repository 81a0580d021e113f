import { runAsWorker } from 'synckit';
import { Agent, request } from 'undici';
import { createRecorder } from '../trace/record/record.ts';
import type { Outcome, TracedOutcome } from './blocking-outcome.ts';

runAsWorker(async (url: string): Promise<TracedOutcome> => {
  const dispatcher = new Agent({ pipelining: 0 });
  const recorder = createRecorder();
  const outcome = await recorder.run(() => ask(url, dispatcher));
  await dispatcher.destroy();
  return { ...outcome, trace: recorder.stop() };
});

async function ask(url: string, dispatcher: Agent): Promise<Outcome> {
  try {
    const { statusCode, headers, body } = await request(url, { dispatcher });
    return { response: { statusCode, headers, text: await body.text() } };
  } catch (error) {
    const { name, message, code } = error as NodeJS.ErrnoException;
    return { error: { name, message, code } };
  }
}
