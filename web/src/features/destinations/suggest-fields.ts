import type { Attribute } from "../../../../src/catalog/types.ts";
import type { DestinationType, ExportField } from "../../api/destinations.ts";
import { fits } from "./field-format.ts";

const KEY: ExportField = { name: "customer_id", from: { kind: "key" } };

/** The columns that a new destination begins with: those of its kind whose attribute is told from its name, or the key alone. */
export function suggestFields({ fields }: Pick<DestinationType, "fields">, attributes: readonly Attribute[]): readonly ExportField[] {
  if (fields.length === 0) return [KEY];
  return fields.flatMap(({ name, of, as }): ExportField[] => {
    const able = attributes.filter(({ type }) => (as ? fits(as.kind, type) : type.kind === "value"));
    const found = bestOf(of, able);
    return found === undefined ? [] : [{ name, from: { kind: "attribute", attribute: found }, ...(as && { as }) }];
  });
}

/** The attribute that is called as one of the parts, the likeliest first; else the one that has it in its name. */
function bestOf(parts: readonly string[], attributes: readonly Attribute[]): string | undefined {
  const tests = [(name: string, part: string) => name === part, (name: string, part: string) => name.includes(part)];
  for (const test of tests) {
    for (const part of parts) {
      const found = attributes.find(({ name }) => test(plain(name), part));
      if (found) return found.name;
    }
  }
  return undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s.-]+/g, "_");
}
