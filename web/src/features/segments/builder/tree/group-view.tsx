import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { Path } from "../../../../../../src/errors.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { Findings } from "./findings.tsx";
import { GroupFooter } from "./group-footer.tsx";
import { GroupKind } from "./group-kind.tsx";
import type { GroupNode } from "./moves.ts";
import { NodeMarks } from "./node-marks.tsx";
import { NodeTools } from "./node-tools.tsx";
import { NodeView } from "./node-view.tsx";
import classes from "./tree.module.css";
import { useFindings } from "./tree-scope.ts";
import { useMoveKeys } from "./use-move-keys.ts";

interface GroupViewProps {
  readonly group: GroupNode;
  readonly path: Path;
  readonly inner: Path;
  readonly negations: number;
  readonly off: boolean;
  readonly place: string;
  readonly events: readonly EventType[] | undefined;
}

/** Conditions joined by all or any, inside of another group or of an event. */
export function GroupView({ group, path, inner, negations, off, place, events }: GroupViewProps) {
  const { problems, warnings } = useFindings(path, inner);
  const onKeyDown = useMoveKeys(path);
  const name = events ? texts.filterGroup(place) : texts.group(place);
  return (
    <div
      role="group"
      aria-label={name}
      className={classes.group}
      data-path={JSON.stringify(path)}
      data-off={off || undefined}
      onKeyDownCapture={onKeyDown}
    >
      <div className={classes.line}>
        <div className={classes.sentence}>
          <NodeMarks path={path} negations={negations} off={off} />
          <GroupKind group={group} path={inner} name={name} />
        </div>
        <NodeTools path={path} inner={inner} node={group} negated={negations > 0} off={off} name={name} />
      </div>
      <Findings problems={problems} warnings={off ? [] : warnings} />
      <GroupChildren group={group} path={inner} place={place} events={events} />
      <GroupFooter path={inner} kind={group.kind} empty={group.of.length === 0} events={events} />
    </div>
  );
}

interface GroupChildrenProps {
  readonly group: GroupNode;
  readonly path: Path;
  readonly place: string;
  readonly events: readonly EventType[] | undefined;
}

export function GroupChildren({ group, path, place, events }: GroupChildrenProps) {
  return (
    <ul className={classes.children}>
      {group.of.map((child, index) => (
        <li key={index}>
          <NodeView
            node={child}
            path={[...path, "of", index]}
            place={place === "" ? String(index + 1) : `${place}.${index + 1}`}
            events={events}
          />
        </li>
      ))}
    </ul>
  );
}
