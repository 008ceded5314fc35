import { AppError } from "../errors.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * The id of the one that is meant: that with this id, else that with exactly this name. Throws `AppError("not_found")`, and
 * `AppError("ambiguous_name")` where several have it.
 */
export function idOfNamed(what: "segment" | "destination", all: readonly Named[], given: string): string {
  if (all.some(({ id }) => id === given)) return given;
  const ids = all.filter(({ name }) => name === given).map(({ id }) => id);
  const [id] = ids;
  if (id === undefined) throw new AppError("not_found", `There is no ${what} ${JSON.stringify(given)}.`, { hint: "Give its id or its exact name." });
  if (ids.length > 1) throw new AppError("ambiguous_name", `${ids.length} ${what}s are named ${JSON.stringify(given)}.`, { hint: `Give the id of one: ${ids.join(", ")}.` });
  return id;
}
