import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import { describeShort } from "../../../../src/segment/describe.ts";
import { find } from "../../../../src/segment/edit.ts";
import { isCondition, type Node } from "../../../../src/segment/edit-tree.ts";
import type { ExplainedNode } from "../../api/explain.ts";
import classes from "./why.module.css";

interface WhySentenceProps {
  readonly node: ExplainedNode;
  readonly where: Condition;
  readonly catalog: Catalog;
}

/** A condition in words, what it is about in bold. */
export function WhySentence({ node, where, catalog }: WhySentenceProps) {
  const condition = find(where, node.path);
  // The names of other segments and of destinations are in the server's sentence alone.
  const own = condition !== undefined && isCondition(condition) && condition.kind !== "segment" && condition.kind !== "exported";
  const text = clause(own ? describeShort({ ...condition, off: undefined }, catalog) : (node.sentence ?? ""));
  const name = nameIn(condition).find((each) => text.includes(each));
  if (name === undefined) return <span className={classes.words}>{text}</span>;
  const at = text.indexOf(name);
  return (
    <span className={classes.words}>
      {text.slice(0, at)}
      <b>{name}</b>
      {text.slice(at + name.length)}
    </span>
  );
}

/** `Customers whose country is “SG”.` → `whose country is “SG”`. */
function clause(sentence: string): string {
  return sentence.replace(/^Customers /, "").replace(/\.$/, "");
}

function nameIn(node: Node | undefined): readonly string[] {
  if (node?.kind === "attribute") return [node.attribute];
  if (node?.kind === "event") return [node.event].flat();
  return [];
}
