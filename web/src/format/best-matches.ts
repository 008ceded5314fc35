/** Those whose label holds what is asked for: the one called exactly so, then those that begin with it, then the others. */
export function bestMatches<T extends { readonly label: string }>(options: readonly T[], asked: string): readonly T[] {
  return ranked(options, asked).flatMap(({ option, rank }) => (rank < NOT_IN ? [option] : []));
}

/** The same, and behind them those that have it elsewhere than in their label. */
export function bestFirst<T extends { readonly label: string }>(options: readonly T[], asked: string): readonly T[] {
  return ranked(options, asked).map(({ option }) => option);
}

const NOT_IN = 3;

function ranked<T extends { readonly label: string }>(options: readonly T[], asked: string): readonly { readonly option: T; readonly rank: number }[] {
  const wanted = asked.trim().toLowerCase();
  const all = options.map((option) => ({ option, rank: rankOf(option.label.toLowerCase(), wanted) }));
  return all.toSorted((one, other) => one.rank - other.rank);
}

function rankOf(label: string, wanted: string): number {
  if (wanted === "" || label === wanted) return 0;
  return label.startsWith(wanted) ? 1 : label.includes(wanted) ? 2 : NOT_IN;
}
