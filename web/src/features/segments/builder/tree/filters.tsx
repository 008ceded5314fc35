import type { Path } from "../../../../../../src/errors.ts";
import { insert } from "../../../../../../src/segment/edit.ts";
import type { EventFilter, RecordFilter } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { beginning, choicesFor } from "./beginnings.ts";
import { NodeView } from "./node-view.tsx";
import { Picker } from "./picker.tsx";
import { randomSalt } from "../../../../components/random-salt.ts";
import type { Subject } from "./subject.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";

interface FiltersProps {
  readonly where: EventFilter | RecordFilter | undefined;
  /** Where `where` stands, or would stand. */
  readonly path: Path;
  readonly place: string;
  readonly subject: Exclude<Subject, { readonly kind: "customer" }>;
}

/** What must hold of the same event, or of the same record. */
export function Filters({ where, path, place, subject }: FiltersProps) {
  const { catalog, apply } = useTree();
  const groups = choicesFor(subject, catalog);
  const isGroup = where?.kind === "all" || where?.kind === "any";
  const isEmpty = where === undefined || (isGroup && where.of.length === 0);
  if (isEmpty && groups.every(({ options }) => options.length === 0)) return null;

  const add = (isEmpty || !isGroup) && (
    <Picker
      label={texts.addFilter}
      search={texts.searchOf[subject.kind]}
      groups={groups}
      className={classes.quiet}
      onPick={(choice) => apply((tree) => insert(tree, path, beginning(choice, subject, catalog, randomSalt)), { focus: "field" })}
    >
      + {texts.addFilter}
    </Picker>
  );
  if (isEmpty) return <div className={classes.filters}>{add}</div>;
  return (
    <div className={classes.filters}>
      <span className={classes.whereWord} data-line={isGroup || undefined}>
        {subject.kind === "record" ? texts.withSame(subject.of) : texts.whereSame}
      </span>
      <div className={classes.whereTree}>
        <NodeView node={where} path={path} place={isGroup ? place : `${place}.1`} subject={subject} />
        {add}
      </div>
    </div>
  );
}
