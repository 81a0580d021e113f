// passes
import { Pool } from 'undici';
export async function fetchNames(
  ids: readonly number[],
  pokemon: string,
  bound: number,
): Promise<string[]> {
  const pool = new Pool(pokemon, { connections: bound });
  const names: string[] = ids.map(() => '');
  const queue = ids.entries();
  const { promise, resolve, reject } = Promise.withResolvers<string[]>();
  let left = ids.length;
  const pull = (): void => {
    const { done, value } = queue.next();
    if (done) return;
    const [index, id] = value;
    pool
      .request({ path: `/api/v2/pokemon/${id}`, method: 'GET' })
      .then(({ body }) => body.json())
      .then((json) => {
        names[index] = (json as { name: string }).name;
        pull();
        if (--left === 0) resolve(names);
      }, reject);
  };
  for (let i = 0; i < bound; i++) pull();
  if (left === 0) resolve(names);
  return promise.finally(() => pool.destroy());
}
