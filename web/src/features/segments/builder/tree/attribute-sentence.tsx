import type { Path } from "../../../../../../src/errors.ts";
import type { AttributeCondition } from "../../../../../../src/segment/ast.ts";
import { replace } from "../../../../../../src/segment/edit.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { attributeGroup, attributeName, attributeType } from "./fields.ts";
import { Picker } from "./picker.tsx";
import { TestControls } from "./test-controls.tsx";
import { retargeted } from "./tests.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface AttributeSentenceProps {
  readonly condition: AttributeCondition;
  readonly path: Path;
  readonly wrong: ReadonlySet<string>;
}

/** `Country is any of Singapore, Malaysia`. */
export function AttributeSentence({ condition, path, wrong }: AttributeSentenceProps) {
  const { catalog, apply } = useTree();
  const type = attributeType(catalog, condition.attribute);
  return (
    <>
      <Picker
        label={texts.attribute}
        search={texts.searchAttributes}
        groups={[attributeGroup(catalog)]}
        className={classes.name}
        invalid={wrong.has("attribute")}
        onPick={(picked) => {
          const attribute = attributeName(picked);
          const next = retargeted(condition, type, attributeType(catalog, attribute));
          apply((tree) => replace(tree, path, { ...next, kind: "attribute", attribute }));
        }}
      >
        {condition.attribute}
      </Picker>
      <TestControls
        test={condition}
        type={type}
        wrong={wrong}
        onChange={(next, typing) =>
          apply((tree) => replace(tree, path, next), typing ? { typing: JSON.stringify([...path, typing]) } : {})
        }
      />
    </>
  );
}
