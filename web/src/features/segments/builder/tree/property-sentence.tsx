import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { PropertyCondition } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { filterOn } from "./beginnings.ts";
import { fieldsOf, OWN_TIME, propertyGroup, propertyType } from "./fields.ts";
import { Picker } from "./picker.tsx";
import type { SentenceProps } from "./sentence.ts";
import { TestControls } from "./test-controls.tsx";
import { retargeted } from "./tests.ts";
import classes from "./tree.module.css";
import { useReplace } from "./use-replace.ts";
import { useValuesSource } from "./use-values-source.ts";

interface PropertySentenceProps extends SentenceProps<PropertyCondition> {
  readonly events: readonly EventType[];
}

/** `product contains shoe`, said of one event. */
export function PropertySentence({ node, events, path, wrong }: PropertySentenceProps) {
  const set = useReplace(path);
  const type = propertyType(events, node.property);
  const names = events.map(({ name }) => name);
  const source = useValuesSource(path, names.length === 0 ? undefined : { event: names, property: node.property });
  const isOwnTime = node.property === OWN_TIME;
  const change = (property: string) => {
    const { off, note } = node;
    if (fieldsOf(events, property).length > 0) set({ ...filterOn(property, events), off, note });
    else set({ ...retargeted(node, type, propertyType(events, property), property === OWN_TIME), kind: "property", property });
  };
  return (
    <>
      <Picker
        label={texts.property}
        search={texts.searchOf.event}
        groups={[propertyGroup(events)]}
        className={classes.name}
        invalid={wrong.has("property")}
        onPick={change}
      >
        {isOwnTime ? texts.ownTime : node.property}
      </Picker>
      <TestControls
        test={node}
        type={type}
        isOwnTime={isOwnTime}
        histogram={names.length === 1}
        source={source}
        wrong={wrong}
        onChange={set}
      />
    </>
  );
}
