import { setTimeout } from 'node:timers/promises';
import pLimit from 'p-limit';
import { request, type Dispatcher } from 'undici';
import { startLab, withAgent } from 'async-lab';
import type { Demo } from 'async-lab/deck';

const atOnce = 20;

interface Ask {
  readonly url: string;
  readonly faults: string;
  readonly dispatcher: Dispatcher;
}

// #region once
async function fetchOnce({ url, faults, dispatcher }: Ask) {
  const headers = { 'x-fault': faults };
  const { statusCode, body } = await request(url, { dispatcher, headers });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  return (JSON.parse(text) as { name: string }).name;
}
// #endregion once

// #region retry
async function retry<Result>(
  work: () => Promise<Result>,
  { attempts, backOffMs }: { attempts: number; backOffMs: number },
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await setTimeout(Math.random() * backOffMs * 2 ** attempt);
    }
  }
}
// #endregion retry

/** `120 of 150 came; 30 failed: 12 × status 503, 18 × ECONNRESET` */
function account(outcomes: readonly PromiseSettledResult<string>[]): string {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    const { code, message } = outcome.reason as NodeJS.ErrnoException;
    const reason = code ?? message;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const failures = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const came = `${outcomes.length - failures} of ${outcomes.length} came`;
  if (failures === 0) return `${came}; none is missing`;
  const reasons = [...counts].map(([reason, count]) => `${count} × ${reason}`);
  return `${came}; ${failures} failed: ${reasons.join(', ')}`;
}

export const demo: Demo = {
  title: 'When some of them fail',
  lanes: 'one',
  faster: [['asked once', 'with retries']],
  parameters: {
    'failing percent': { default: 20, from: 0, to: 60 },
    attempts: { default: 4, from: 2, to: 8 },
  },
  async run({ scale, parameters, record, note }) {
    const { 'failing percent': percent = 20, attempts = 4 } = parameters;
    const lab = await startLab({ scale });
    const faults = `503,reset,hang-up; p=${percent / 100}; seed=7`;
    const asks = Array.from({ length: 150 }, (_, index) => ({
      url: `${lab.pokemon}/api/v2/pokemon/${index + 1}`,
      faults,
    }));
    const fetchAll = (fetchOne: (ask: Ask) => Promise<string>) =>
      withAgent({ connections: atOnce }, async (dispatcher) => {
        const limit = pLimit(atOnce);
        const outcomes = await Promise.allSettled(
          asks.map((ask) => limit(() => fetchOne({ ...ask, dispatcher }))),
        );
        return outcomes;
      });
    const fetchAndTell = async (fetchOne: (ask: Ask) => Promise<string>) => {
      note(account(await fetchAll(fetchOne)));
    };
    const options = { attempts, backOffMs: 100 * scale };
    await record(
      'asked once',
      () => fetchAndTell(fetchOnce),
      // So that what is done once in a program is in neither run's time.
      () => fetchAll((ask) => fetchOnce({ ...ask, faults: '503; p=0' })),
    );
    await record('with retries', () =>
      fetchAndTell((ask) => retry(() => fetchOnce(ask), options)),
    );
    await lab.close();
  },
};
