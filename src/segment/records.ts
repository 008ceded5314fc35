import type { Catalog } from "../catalog/types.ts";
import type { AttributeCondition, RecordsCondition } from "./ast.ts";

/** Operators that count records and compare no value. */
const COUNTING: readonly (string | undefined)[] = [undefined, "exactly", "more_than", "fewer_than"];

/**
 * Whether a condition of an attribute counts records: when the attribute holds records, and by how it is written when the catalog has no
 * such attribute.
 */
export function isRecordsCondition(node: AttributeCondition | RecordsCondition, catalog: Catalog): node is RecordsCondition {
  const attribute = catalog.attributes.find(({ name }) => name === node.attribute);
  if (attribute !== undefined) return attribute.type.kind === "records";
  return "where" in node || COUNTING.includes(node.op);
}
