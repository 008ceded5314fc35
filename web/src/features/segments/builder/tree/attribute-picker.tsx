import type { AttributeCondition, RecordsCondition } from "../../../../../../src/segment/ast.ts";
import { operator } from "../../../../../../src/segment/operators.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { conditionOn } from "./beginnings.ts";
import { attributeGroup, attributeType, picked } from "./fields.ts";
import { Picker } from "./picker.tsx";
import { randomSalt } from "../../../../components/random-salt.ts";
import type { SentenceProps } from "./sentence.ts";
import { retargeted } from "./tests.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";
import { useReplace } from "./use-replace.ts";

/** The attribute that a condition is about. A test goes on with another of the same type. */
export function AttributePicker({ node, path, wrong }: SentenceProps<AttributeCondition | RecordsCondition>) {
  const { catalog } = useTree();
  const set = useReplace(path);
  const change = (choice: string) => {
    const { name } = picked(choice);
    const [from, to] = [attributeType(catalog, node.attribute), attributeType(catalog, name)];
    const { off, note } = node;
    if (to && isTest(node)) set({ ...retargeted(node, from, to), kind: "attribute", attribute: name });
    else set({ ...conditionOn(choice, catalog, randomSalt), off, note });
  };
  return (
    <Picker
      label={texts.attribute}
      search={texts.searchAttributes}
      groups={[attributeGroup(catalog)]}
      className={classes.name}
      invalid={wrong.has("attribute")}
      onPick={change}
    >
      {node.attribute}
    </Picker>
  );
}

function isTest(node: AttributeCondition | RecordsCondition): node is AttributeCondition {
  return node.op !== undefined && operator(node.op) !== undefined && !("where" in node);
}
