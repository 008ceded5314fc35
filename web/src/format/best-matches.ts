/** Those whose label holds what is asked for: the one called exactly so, then those that begin with it, then the others. */
export function bestMatches<T extends { readonly label: string }>(options: readonly T[], asked: string): readonly T[] {
  const wanted = asked.trim().toLowerCase();
  if (wanted === "") return options;
  const ranked = options.map((option) => {
    const label = option.label.toLowerCase();
    return { option, rank: label === wanted ? 0 : label.startsWith(wanted) ? 1 : label.includes(wanted) ? 2 : 3 };
  });
  return ranked.filter(({ rank }) => rank < 3).toSorted((one, other) => one.rank - other.rank).map(({ option }) => option);
}
