/** The one user whom the lab knows, at its accounts and at its proxy. */
export const labLogin = { username: 'learner', password: 'await' } as const;
