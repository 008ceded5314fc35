import type { Attribute } from "../../../../src/catalog/types.ts";

const FIRST_COLUMNS = 6;

/** Those that were chosen, as far as they are there; undefined: the first few. */
export function shownColumns(attributes: readonly Attribute[], chosen: readonly string[] | undefined): readonly string[] {
  const names = attributes.map(({ name }) => name);
  return chosen ? chosen.filter((name) => names.includes(name)) : names.slice(0, FIRST_COLUMNS);
}
