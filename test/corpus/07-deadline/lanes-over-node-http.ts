// passes
import { get, Agent } from 'node:http';
import { text } from 'node:stream/consumers';
export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: bound });
  const outcomes = urls.map((): PromiseSettledResult<string> => ({
    status: 'rejected',
    reason: undefined,
  }));
  const entries = urls.entries();
  async function lane() {
    for (const [at, url] of entries) {
      try {
        deadline.throwIfAborted();
        const json = await new Promise<string>((resolve, reject) => {
          get(url, { agent, signal: deadline }, (answer) => {
            text(answer).then(resolve, reject);
          }).on('error', reject);
        });
        outcomes[at] = {
          status: 'fulfilled',
          value: (JSON.parse(json) as { name: string }).name,
        };
      } catch (error) {
        outcomes[at] = {
          status: 'rejected',
          reason: deadline.aborted ? (deadline.reason as unknown) : error,
        };
      }
    }
  }
  await Promise.all(Array.from({ length: bound }, lane));
  agent.destroy();
  return outcomes;
}
