// passes
interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}
interface Description {
  readonly name: string;
  readonly type: string;
  readonly count: number;
}

export function describePair(first: number, second: number, api: Api) {
  const { promise, resolve, reject } = Promise.withResolvers<Description[]>();
  const found: Description[] = [];
  let left = 2;
  for (const [place, id] of [first, second].entries()) {
    api
      .pokemon(id)
      .then(({ name, type }) => {
        return api.countOfType(type).then((count) => {
          found[place] = { name, type, count };
          if (--left === 0) resolve(found);
        });
      })
      .catch(reject);
  }
  return promise;
}
