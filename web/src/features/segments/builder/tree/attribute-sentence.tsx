import type { AttributeCondition } from "../../../../../../src/segment/ast.ts";
import { AttributePicker } from "./attribute-picker.tsx";
import { attributeType } from "./fields.ts";
import type { SentenceProps } from "./sentence.ts";
import { TestControls } from "./test-controls.tsx";
import { useTree } from "./tree-scope.ts";
import { useReplace } from "./use-replace.ts";
import { useValuesSource } from "./use-values-source.ts";

/** `Country is any of Singapore, Malaysia`. */
export function AttributeSentence({ node, path, wrong }: SentenceProps<AttributeCondition>) {
  const { catalog } = useTree();
  const set = useReplace(path);
  const source = useValuesSource(path, { attribute: node.attribute });
  return (
    <>
      <AttributePicker node={node} path={path} wrong={wrong} />
      <TestControls test={node} type={attributeType(catalog, node.attribute)} histogram source={source} wrong={wrong} onChange={set} />
    </>
  );
}
