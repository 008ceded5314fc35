import type { Shape } from "../../api/destinations.ts";

/** The names of what is to be filled in for each export. */
export function parametersOf({ fields }: Pick<Shape, "fields">): readonly string[] {
  return [...new Set(fields.flatMap(({ from }) => (from.kind === "parameter" ? [from.parameter] : [])))];
}
