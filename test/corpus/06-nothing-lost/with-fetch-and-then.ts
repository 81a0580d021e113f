// passes
type Entry =
  | { readonly url: string; readonly name: string }
  | { readonly url: string; readonly reason: string };

function toEntry(url: string, status: number, text: string): Entry {
  if (status !== 200) return { url, reason: `answered ${status}` };
  const { name } = JSON.parse(text) as { name?: unknown };
  return typeof name === 'string' ? { url, name } : { url, reason: 'no name' };
}

export async function fetchAll(
  urls: readonly string[],
  createDeadline: () => AbortSignal,
): Promise<Entry[]> {
  const entries = urls.map((url) =>
    fetch(url, { signal: createDeadline() })
      .then((response) =>
        response.text().then((text) => toEntry(url, response.status, text)),
      )
      .catch((error: unknown) => ({ url, reason: String(error) })),
  );
  return Promise.all(entries);
}
