// passes
async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  if (response.status !== 200) throw new Error(response.statusText);
  return response.text();
}

export function firstOf(urls: readonly string[]): Promise<string> {
  const controllers = urls.map(() => new AbortController());
  return new Promise((resolve, reject) => {
    let failed = 0;
    urls.forEach((url, index) => {
      const own = controllers[index] ?? new AbortController();
      fetchText(url, own.signal).then(
        (text) => {
          resolve(text);
          for (const other of controllers) if (other !== own) other.abort();
        },
        (error: unknown) => {
          failed += 1;
          if (failed === urls.length) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
      );
    });
  });
}
