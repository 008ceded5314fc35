import { CloseButton } from "@mantine/core";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { SequenceCondition } from "../../../../../../src/segment/ast.ts";
import { eventsNamed } from "../../../../../../src/segment/fields.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { valueGroup } from "./fields.ts";
import { Picker, type PickerGroup } from "./picker.tsx";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface SequenceSameProps {
  readonly node: SequenceCondition;
  readonly onChange: (same: readonly string[] | undefined) => void;
}

/** `of the same product`: properties with one value in all steps. */
export function SequenceSame({ node, onChange }: SequenceSameProps) {
  const { catalog } = useTree();
  const same = node.same ?? [];
  const group = shared(node, catalog, same);
  return (
    <span className={classes.same}>
      {same.length > 0 && <span>{texts.ofSame}</span>}
      {same.map((name) => (
        <span key={name} className={classes.chip}>
          {name}
          <CloseButton
            size={24}
            aria-label={texts.removeSame(name)}
            onClick={() => onChange(same.length > 1 ? same.filter((one) => one !== name) : undefined)}
          />
        </span>
      ))}
      {group.options.length > 0 && (
        <Picker
          label={texts.addSame}
          search={texts.searchOf.event}
          groups={[group]}
          className={classes.quiet}
          onPick={(name) => onChange([...same, name])}
        >
          + {same.length > 0 ? texts.and : texts.addSame}
        </Picker>
      )}
    </span>
  );
}

/** The properties that every step has. */
function shared({ steps }: SequenceCondition, catalog: Catalog, without: readonly string[]): PickerGroup {
  const [first, ...others] = steps.map(({ event }) => valueGroup(eventsNamed(catalog, event)));
  if (first === undefined) return { label: texts.properties, options: [] };
  const inAll = (name: string) => others.every(({ options }) => options.some(({ value }) => value === name));
  return { ...first, options: first.options.filter(({ value }) => inAll(value) && !without.includes(value)) };
}
