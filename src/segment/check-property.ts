import { typeName } from "../catalog/type-name.ts";
import type { DataType, EventType } from "../catalog/types.ts";
import type { Path } from "../errors.ts";
import { didYouMean } from "./closest.ts";
import { meaningOf, propertyNames } from "./fields.ts";
import type { Findings } from "./findings.ts";

/** The events that a condition names, as far as there are such. */
export interface Named {
  readonly events: readonly EventType[];
  /** Whether every event that is named exists: else a property may be one of the others'. */
  readonly allKnown: boolean;
}

/** The type of a property by its name; undefined, with the problem found, when it is none or not one. */
export function typeOfProperty(name: string, path: Path, { events, allKnown }: Named, findings: Findings): DataType | undefined {
  const meaning = meaningOf(events, name);
  switch (meaning.kind) {
    case "found":
      return meaning.type;
    case "unknown": {
      if (!allKnown) return undefined;
      const hint = didYouMean(name, propertyNames(events)) ?? "`npx coterie catalog` lists what there is.";
      findings.problem({
        code: "unknown_property",
        message: `${events.length === 1 ? "The event has no" : "None of these events has a"} property ${JSON.stringify(name)}.`,
        path,
        hint,
      });
      return undefined;
    }
    case "ambiguous":
      findings.problem({
        code: "ambiguous_property",
        message: `${JSON.stringify(name)} has different types in these events: ${meaning.types.map(typeName).join(", ")}.`,
        path,
        hint: "Write one event condition for each event, joined by any.",
      });
      return undefined;
  }
}
