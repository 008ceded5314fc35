import type { DataType } from "../../../../src/catalog/types.ts";
import type { FieldFormat } from "../../api/destinations.ts";

const TAKES: Readonly<Record<FieldFormat["kind"], readonly string[]>> = {
  date: ["date", "datetime"],
  number: ["number"],
  boolean: ["boolean"],
  identifier: ["text", "number"],
};

/** Whether values of a type can be written so. */
export function fits(kind: FieldFormat["kind"], type: DataType | undefined): boolean {
  return type?.kind === "value" && TAKES[kind].includes(type.of);
}

/** A way to write values as one text, for a list to choose from; empty: as they are. */
export function choiceOf(as: FieldFormat | undefined): string {
  if (as === undefined) return "";
  switch (as.kind) {
    case "date":
      return `date ${as.pattern}`;
    case "identifier":
      return `identifier ${as.identifier}`;
    default:
      return as.kind;
  }
}

/** The way that a choice stands for; what the one before had of the same is kept. Undefined: as they are. */
export function formatOf(choice: string, before: FieldFormat | undefined, zone: string | undefined): FieldFormat | undefined {
  const space = choice.indexOf(" ");
  const [kind, detail] = space < 0 ? [choice, ""] : [choice.slice(0, space), choice.slice(space + 1)];
  switch (kind) {
    case "date":
      return { kind: "date", pattern: detail, ...(zone !== undefined && { timeZone: zone }) };
    case "number":
      return { kind: "number", decimals: 2, mark: "." };
    case "boolean":
      return { kind: "boolean", yes: "yes", no: "no" };
    case "identifier":
      return { kind: "identifier", identifier: detail, hash: before?.kind === "identifier" ? before.hash : false };
    default:
      return undefined;
  }
}
