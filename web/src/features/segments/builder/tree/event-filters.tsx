import type { Path } from "../../../../../../src/errors.ts";
import type { EventCondition } from "../../../../../../src/segment/ast.ts";
import { insert } from "../../../../../../src/segment/edit.ts";
import { eventsNamed } from "../../../../../../src/segment/fields.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { filterOn, propertyGroup } from "./fields.ts";
import { NodeView } from "./node-view.tsx";
import { Picker } from "./picker.tsx";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface EventFiltersProps {
  readonly condition: EventCondition;
  readonly path: Path;
  readonly place: string;
}

/** What must hold of the same event: filters on its properties. */
export function EventFilters({ condition, path, place }: EventFiltersProps) {
  const { catalog, apply } = useTree();
  const events = eventsNamed(catalog, condition.event);
  const group = propertyGroup(events);
  const where = [...path, "where"];
  const isGroup = condition.where?.kind === "all" || condition.where?.kind === "any";
  if (!condition.where && group.options.length === 0) return null;

  const add = !isGroup && (
    <Picker
      label={texts.addFilter}
      search={texts.searchProperties}
      groups={[group]}
      className={classes.quiet}
      onPick={(property) => apply((tree) => insert(tree, where, filterOn(property, events)), { focus: "field" })}
    >
      + {texts.addFilter}
    </Picker>
  );
  if (!condition.where) return <div className={classes.filters}>{add}</div>;
  return (
    <div className={classes.filters}>
      <span className={classes.whereWord}>{texts.where}</span>
      <div className={classes.whereTree}>
        <NodeView node={condition.where} path={where} place={isGroup ? place : `${place}.1`} events={events} />
        {add}
      </div>
    </div>
  );
}
