import type { FieldCondition } from "../../../../../../src/segment/ast.ts";
import type { ValuesOf } from "../../../../api/values.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { fieldGroup } from "./fields.ts";
import { Picker } from "./picker.tsx";
import type { SentenceProps } from "./sentence.ts";
import { TestControls } from "./test-controls.tsx";
import { retargeted } from "./tests.ts";
import classes from "./tree.module.css";
import type { Subject } from "./subject.ts";
import { useReplace } from "./use-replace.ts";
import { useValuesSource } from "./use-values-source.ts";

interface FieldSentenceProps extends SentenceProps<FieldCondition> {
  readonly subject: Extract<Subject, { readonly kind: "record" }> | undefined;
}

/** `price is at least 100`, said of one record. */
export function FieldSentence({ node, subject, path, wrong }: FieldSentenceProps) {
  const set = useReplace(path);
  const fields = subject?.fields ?? [];
  const source = useValuesSource(path, valuesOf(subject, node.field));
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
      <TestControls test={node} type={typeOf(node.field)} source={source} wrong={wrong} onChange={set} />
    </>
  );
}

/** The field of the records of an attribute, or of those in events. */
function valuesOf(subject: FieldSentenceProps["subject"], field: string): ValuesOf | undefined {
  if (subject === undefined) return undefined;
  return subject.events === undefined ? { attribute: subject.of, field } : { event: subject.events, property: `${subject.of}.${field}` };
}
