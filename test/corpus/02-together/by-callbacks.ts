// passes
export interface Api {
  pokemon(id: number): Promise<{ name: string; type: string }>;
  countOfType(type: string): Promise<number>;
}
export interface Description {
  name: string;
  type: string;
  count: number;
}
export function describePair(
  first: number,
  second: number,
  api: Api,
): Promise<[Description, Description]> {
  return new Promise((resolve, reject) => {
    let left = 2;
    const found: Partial<Record<0 | 1, Description>> = {};
    const ask = (place: 0 | 1, id: number) => {
      api.pokemon(id).then(({ name, type }) => {
        api.countOfType(type).then((count) => {
          found[place] = { name, type, count };
          left -= 1;
          if (left === 0) {
            resolve([found[0], found[1]] as [Description, Description]);
          }
        }, reject);
      }, reject);
    };
    ask(1, second);
    ask(0, first);
  });
}
