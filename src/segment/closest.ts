/** The candidate that was most likely meant: the nearest by edits, when it is near enough. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const meant = word.toLowerCase();
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(meant.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - meant.length) >= fewest) continue;
    const edits = distance(meant, candidate.toLowerCase());
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** `Did you mean "x"?`, else the alternatives when they are few enough to read. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const meant = closest(word, candidates);
  if (meant !== undefined) return `Did you mean ${JSON.stringify(meant)}?`;
  if (candidates.length === 0 || candidates.length > 40) return undefined;
  return `Use one of: ${candidates.join(", ")}.`;
}

/** Edits between two words; swapping two neighbours is one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, at(before, j - 2) + 1);
      next.push(edits);
    }
    [before, row] = [row, next];
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
