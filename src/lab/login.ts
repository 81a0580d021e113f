/** The only user of the lab, at its accounts and at its proxy. */
export const labLogin = { username: 'learner', password: 'await' } as const;
