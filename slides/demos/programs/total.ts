import { Mutex } from 'async-mutex';

/** Where a weight comes from: a request, mostly. */
export type FetchWeight = (id: number) => Promise<number>;

/** Four ways to add a weight to a total that many tasks share. */
export function createScales(fetchWeight: FetchWeight) {
  const total = { weight: 0 };

  // #region lost
  async function addWeight(id: number) {
    total.weight += await fetchWeight(id);
  }
  // #endregion lost

  // #region why
  async function addInSteps(id: number) {
    const before = total.weight;
    const weight = await fetchWeight(id);
    total.weight = before + weight;
  }
  // #endregion why

  // #region wait-first
  async function addAtOnce(id: number) {
    const weight = await fetchWeight(id);
    total.weight += weight;
  }
  // #endregion wait-first

  // #region mutex
  const mutex = new Mutex();

  async function addAlone(id: number) {
    await mutex.runExclusive(() => addInSteps(id));
  }
  // #endregion mutex

  return { total, addWeight, addInSteps, addAtOnce, addAlone };
}
