import type { Filter } from "./plan.ts";

export const ALWAYS: Filter = { kind: "always" };
export const NEVER: Filter = { kind: "never" };

/** Rows that pass every filter. */
export function every(filters: readonly Filter[]): Filter {
  return several("and", filters, ALWAYS, NEVER);
}

/** Rows that pass at least one filter. */
export function some(filters: readonly Filter[]): Filter {
  return several("or", filters, NEVER, ALWAYS);
}

/** Rows that do not pass: also those whose value is unknown. */
export function not(filter: Filter): Filter {
  if (filter.kind === "always") return NEVER;
  if (filter.kind === "never") return ALWAYS;
  return filter.kind === "not" ? filter.of : { kind: "not", of: filter };
}

function several(kind: "and" | "or", filters: readonly Filter[], neutral: Filter, decisive: Filter): Filter {
  const of: Filter[] = [];
  for (const filter of filters.flatMap((each) => (each.kind === kind ? each.of : [each]))) {
    if (filter.kind === decisive.kind) return decisive;
    if (filter.kind !== neutral.kind) of.push(filter);
  }
  const [first] = of;
  if (first === undefined) return neutral;
  return of.length === 1 ? first : { kind, of };
}
