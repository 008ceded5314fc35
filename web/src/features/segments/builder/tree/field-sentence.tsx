import type { Field } from "../../../../../../src/catalog/types.ts";
import type { FieldCondition } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { fieldGroup } from "./fields.ts";
import { Picker } from "./picker.tsx";
import type { SentenceProps } from "./sentence.ts";
import { TestControls } from "./test-controls.tsx";
import { retargeted } from "./tests.ts";
import classes from "./tree.module.css";
import { useReplace } from "./use-replace.ts";

interface FieldSentenceProps extends SentenceProps<FieldCondition> {
  readonly fields: readonly Field[];
}

/** `price is at least 100`, said of one record. */
export function FieldSentence({ node, fields, path, wrong }: FieldSentenceProps) {
  const set = useReplace(path);
  const typeOf = (field: string) => fields.find(({ name }) => name === field)?.type;
  return (
    <>
      <Picker
        label={texts.field}
        search={texts.searchOf.record}
        groups={[fieldGroup(fields)]}
        className={classes.name}
        invalid={wrong.has("field")}
        onPick={(field) => set({ ...retargeted(node, typeOf(node.field), typeOf(field)), kind: "field", field })}
      >
        {node.field}
      </Picker>
      <TestControls test={node} type={typeOf(node.field)} wrong={wrong} onChange={set} />
    </>
  );
}
