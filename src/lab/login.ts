/** The name and password of the lab's only user, for its accounts and proxy. */
export const labLogin = { username: 'learner', password: 'await' } as const;
