import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { Path } from "../../../../../../src/errors.ts";
import type { PropertyCondition } from "../../../../../../src/segment/ast.ts";
import { replace } from "../../../../../../src/segment/edit.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { propertyGroup, propertyType } from "./fields.ts";
import { Picker } from "./picker.tsx";
import { TestControls } from "./test-controls.tsx";
import { retargeted } from "./tests.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface PropertySentenceProps {
  readonly condition: PropertyCondition;
  readonly events: readonly EventType[];
  readonly path: Path;
  readonly wrong: ReadonlySet<string>;
}

/** `product contains shoe`, said of one event. */
export function PropertySentence({ condition, events, path, wrong }: PropertySentenceProps) {
  const { apply } = useTree();
  const type = propertyType(events, condition.property);
  return (
    <>
      <Picker
        label={texts.property}
        search={texts.searchProperties}
        groups={[propertyGroup(events)]}
        className={classes.name}
        invalid={wrong.has("property")}
        onPick={(property) => {
          const next = retargeted(condition, type, propertyType(events, property));
          apply((tree) => replace(tree, path, { ...next, kind: "property", property }));
        }}
      >
        {condition.property}
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
