import { memo } from "react";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { CountsHead } from "./count-cells.tsx";
import { Findings } from "./findings.tsx";
import { GroupFooter } from "./group-footer.tsx";
import { GroupKind } from "./group-kind.tsx";
import { GroupChildren } from "./group-view.tsx";
import { NodeView } from "./node-view.tsx";
import { CUSTOMER } from "./subject.ts";
import classes from "./tree.module.css";
import { useFindings } from "./tree-scope.ts";

/** The whole definition. Its outermost group is the card itself; any other root stands in it as a row. */
export const ConditionTree = memo(function ConditionTree({ where }: { readonly where: Condition }) {
  const { problems, warnings } = useFindings([], []);
  const group = (where.kind === "all" || where.kind === "any") && where.off !== true ? where : undefined;
  return (
    <section className={classes.card} aria-label={texts.tree}>
      <div className={classes.head}>
        <span>{texts.who}</span>
        {group && <GroupKind group={group} path={[]} name={texts.tree} />}
        <CountsHead />
      </div>
      <Findings problems={group ? problems : []} warnings={group ? warnings : []} />
      {group ? (
        <GroupChildren group={group} path={[]} place="" subject={CUSTOMER} />
      ) : (
        <NodeView node={where} path={[]} place="1" subject={CUSTOMER} />
      )}
      <GroupFooter path={[]} kind={group?.kind ?? "all"} empty={group?.of.length === 0} subject={CUSTOMER} />
    </section>
  );
});
