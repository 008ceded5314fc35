/** Whether props are the same for `memo`: by identity, and paths, findings and what a condition is said of by what they hold. */
export function sameProps<P extends object>(before: P, after: P): boolean {
  const old = new Map(Object.entries(before));
  return Object.entries(after).every(([name, value]) => same(old.get(name), value));
}

function same(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null) return false;
  const [old, young] = [Object.entries(before), Object.entries(after)];
  return old.length === young.length && young.every(([key, value], index) => old[index]?.[0] === key && same(old[index]?.[1], value));
}
