// passes
interface Patience {
  readonly most: number;
  readonly backOffMs: (attempts: number) => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const transient = /^(408|429|500|502|503|504)$/;

function waitMs(header: string | null, otherwiseMs: number): number {
  if (header === null) return otherwiseMs;
  return /^\d+$/.test(header)
    ? 1000 * Number(header)
    : Math.max(0, new Date(header).getTime() - Date.now());
}

export async function fetchPatiently(
  url: string,
  patience: Patience,
  attempts = 1,
): Promise<string> {
  const { most, backOffMs, sleep } = patience;
  const response = await fetch(url).catch((error: unknown) => {
    if (attempts >= most) throw error;
    return undefined;
  });
  const text = await response?.text();
  if (response?.ok && text !== undefined) return text;
  const isTransient = transient.test(`${response?.status}`);
  if (response && (attempts >= most || !isTransient)) {
    throw new Error(`Status ${response.status}`);
  }
  const header = response?.headers.get('retry-after') ?? null;
  await sleep(waitMs(header, backOffMs(attempts)));
  return fetchPatiently(url, patience, attempts + 1);
}
