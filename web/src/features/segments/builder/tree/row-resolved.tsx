import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { AttributeCondition, EventCondition, PropertyCondition } from "../../../../../../src/segment/ast.ts";
import { ResolvedWindow } from "../inputs/resolved-window.tsx";
import { attributeType, propertyType } from "./fields.ts";
import { useTree } from "./tree-scope.ts";

interface RowResolvedProps {
  readonly leaf: AttributeCondition | EventCondition | PropertyCondition;
  readonly events: readonly EventType[] | undefined;
  readonly valid: boolean;
}

/** The dates that the window of a condition stands for today. */
export function RowResolved({ leaf, events, valid }: RowResolvedProps) {
  const { catalog, clock } = useTree();
  if (!valid || leaf.window === undefined) return null;
  return <ResolvedWindow window={leaf.window} clock={clock} by={by()} />;

  function by() {
    if (leaf.kind === "event") return "moment";
    if (leaf.op === "anniversary_in") return "anniversary";
    const type =
      leaf.kind === "attribute" ? attributeType(catalog, leaf.attribute) : propertyType(events ?? [], leaf.property);
    return type?.of === "date" ? "day" : "moment";
  }
}
