import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { Path } from "../../../../../../src/errors.ts";
import { insert } from "../../../../../../src/segment/edit.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { attributeGroup, conditionOn, eventGroup, filterOn, propertyGroup } from "./fields.ts";
import { Picker } from "./picker.tsx";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface GroupFooterProps {
  readonly path: Path;
  readonly kind: "all" | "any";
  readonly empty: boolean;
  readonly events: readonly EventType[] | undefined;
}

/** What can be put into a group: a condition, or a group that begins with one. */
export function GroupFooter({ path, kind, empty, events }: GroupFooterProps) {
  const { catalog, apply } = useTree();
  const groups = events ? [propertyGroup(events)] : [attributeGroup(catalog), eventGroup(catalog)];
  const search = events ? texts.searchProperties : texts.search;
  const other = kind === "all" ? "any" : "all";
  const add = (node: Node) => apply((tree) => insert(tree, path, node), { focus: "field" });
  const leaf = (picked: string) => (events ? filterOn(picked, events) : conditionOn(picked, catalog));
  const grouped = (picked: string): Node =>
    events ? { kind: other, of: [filterOn(picked, events)] } : { kind: other, of: [conditionOn(picked, catalog)] };

  return (
    <div className={classes.footer}>
      {empty && <p className={classes.empty}>{kind === "any" ? texts.nobody : events ? texts.everyEvent : texts.everyone}</p>}
      <Picker
        label={events ? texts.addFilter : texts.add}
        search={search}
        groups={groups}
        className={events ? classes.quiet : undefined}
        onPick={(picked) => add(leaf(picked))}
      >
        + {events ? texts.addFilter : texts.add}
      </Picker>
      <Picker
        label={events ? texts.addFilterGroup : texts.addGroup}
        search={search}
        groups={groups}
        className={classes.quiet}
        onPick={(picked) => add(grouped(picked))}
      >
        + {events ? texts.addFilterGroup : texts.addGroup}
      </Picker>
    </div>
  );
}
