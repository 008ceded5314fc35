/** Those whose label holds what is asked for: the one called exactly so, then those that begin with it, then the others. */
export function bestMatches<T extends { readonly label: string }>(options: readonly T[], asked: string): readonly T[] {
  return bestFirst(options, asked).filter(({ label }) => rankOf(label, wantedOf(asked)) < NOT_IN);
}

/** The same, and behind them those that have it elsewhere than in their label. */
export function bestFirst<T extends { readonly label: string }>(options: readonly T[], asked: string): readonly T[] {
  const wanted = wantedOf(asked);
  return options.toSorted((one, other) => rankOf(one.label, wanted) - rankOf(other.label, wanted));
}

const NOT_IN = 3;

function rankOf(label: string, wanted: string): number {
  const lowered = label.toLowerCase();
  if (wanted === "" || lowered === wanted) return 0;
  return lowered.startsWith(wanted) ? 1 : lowered.includes(wanted) ? 2 : NOT_IN;
}

function wantedOf(asked: string): string {
  return asked.trim().toLowerCase();
}
