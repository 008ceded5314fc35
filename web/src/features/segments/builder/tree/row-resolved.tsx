import type { Window } from "../../../../../../src/segment/ast.ts";
import { ResolvedWindow } from "../inputs/resolved-window.tsx";
import { attributeType, propertyType } from "./fields.ts";
import type { LeafNode } from "./moves.ts";
import type { Subject } from "./subject.ts";
import { useTree } from "./tree-scope.ts";

interface RowResolvedProps {
  readonly leaf: LeafNode;
  readonly subject: Subject;
  readonly valid: boolean;
}

/** The dates that the window of a condition stands for today. */
export function RowResolved({ leaf, subject, valid }: RowResolvedProps) {
  const { catalog, clock } = useTree();
  const window = windowOf(leaf);
  if (!valid || window === undefined) return null;
  return <ResolvedWindow window={window} clock={clock} by={by()} />;

  function by() {
    switch (leaf.kind) {
      case "attribute":
        return byType(leaf.op, attributeType(catalog, leaf.attribute)?.of);
      case "property":
        return byType(leaf.op, subject.kind === "event" ? propertyType(subject.events, leaf.property)?.of : undefined);
      case "field":
        return byType(leaf.op, subject.kind === "record" ? subject.fields.find(({ name }) => name === leaf.field)?.type.of : undefined);
      default:
        return "moment";
    }
  }
}

function windowOf(leaf: LeafNode): Window | undefined {
  if (leaf.kind === "segment") return leaf.entered ?? leaf.left;
  return "window" in leaf ? leaf.window : undefined;
}

function byType(op: string | undefined, type: string | undefined): "anniversary" | "day" | "moment" {
  if (op === "anniversary_in") return "anniversary";
  return type === "date" ? "day" : "moment";
}
