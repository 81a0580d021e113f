import type { Dispatcher } from 'undici';

// #region with-headers
type Headers = Record<string, string>;

export function withHeaders(always: Headers) {
  return (dispatch: Dispatcher['dispatch']): typeof dispatch =>
    (options, handler) => {
      const headers = { ...always, ...(options.headers as Headers) };
      return dispatch({ ...options, headers }, handler);
    };
}
// #endregion with-headers
