import { blockingRequest } from 'async-lab';

// #region one
function fetchName(url: string): string {
  const { text } = blockingRequest(url);
  const { name } = JSON.parse(text) as { name: string };
  return name;
}
// #endregion one

// #region all
export function fetchAll(ids: number[], pokemon: string) {
  // #region loop
  const names: string[] = [];
  for (const id of ids) {
    const url = `${pokemon}/api/v2/pokemon/${id}`;
    names.push(fetchName(url));
  }
  return names;
  // #endregion loop
}
// #endregion all
