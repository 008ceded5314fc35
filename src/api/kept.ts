/**
 * Keeps an answer for as long as nothing that it depends on is another one; what it depends on is compared by identity. Of two who ask at
 * once both may make it.
 */
export function kept<T>(): (of: readonly unknown[], make: () => T | Promise<T>) => Promise<T> {
  let last: { readonly of: readonly unknown[]; readonly answer: T } | undefined;
  return async (of, make) => {
    if (last?.of.every((one, at) => one === of[at])) return last.answer;
    const answer = await make();
    last = { of, answer };
    return answer;
  };
}
