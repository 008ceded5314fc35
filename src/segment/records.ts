import type { Catalog } from "../catalog/types.ts";
import type { AttributeCondition, RecordsCondition } from "./ast.ts";
import { countOperator, operator } from "./operators.ts";

/**
 * Whether a condition of an attribute counts records: by its operator, where that tells; else when the attribute holds records, and by
 * how it is written when the catalog has no such attribute.
 */
export function isRecordsCondition(node: AttributeCondition | RecordsCondition, catalog: Catalog): node is RecordsCondition {
  if (node.op !== undefined && countOperator(node.op) === undefined) return false;
  if (node.op === undefined || operator(node.op) === undefined) return true;
  const attribute = catalog.attributes.find(({ name }) => name === node.attribute);
  return attribute === undefined ? "where" in node : attribute.type.kind === "records";
}
