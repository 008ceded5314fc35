/** Whether props are the same for `memo`: by identity, and lists such as paths and findings by what they hold. */
export function sameProps<P extends object>(before: P, after: P): boolean {
  const old = new Map(Object.entries(before));
  return Object.entries(after).every(([name, value]) => sameValue(old.get(name), value));
}

function sameValue(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return false;
  return before.every((item, index) => Object.is(item, after[index]) || JSON.stringify(item) === JSON.stringify(after[index]));
}
