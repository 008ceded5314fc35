/** By key, in the order in which the keys come; there are no empty groups. */
export function grouped<T>(all: Iterable<T>, keyOf: (each: T) => string): readonly (readonly [first: T, ...others: T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return [...groups.values()];
}

/** In their order, so many at a time. */
export function chunked<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
