// passes

export async function fetchInTime(
  urls: readonly string[],
  deadline: AbortSignal,
  bound: number,
): Promise<PromiseSettledResult<string>[]> {
  const outcomes: PromiseSettledResult<string>[] = urls.map(() => {
    return { status: 'rejected', reason: undefined };
  });
  const places = urls.entries();
  async function work(): Promise<void> {
    for (const [place, url] of places) {
      try {
        deadline.throwIfAborted();
        const response = await fetch(url, { signal: deadline });
        const { name } = (await response.json()) as { name: string };
        outcomes[place] = { status: 'fulfilled', value: name };
      } catch (reason) {
        outcomes[place] = { status: 'rejected', reason };
      }
    }
  }
  await Promise.all(Array.from({ length: bound }, work));
  return outcomes;
}
