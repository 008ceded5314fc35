import { useMemo, useRef } from "react";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import { builder } from "../../../../texts/builder.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import type { Judged } from "../judge.ts";
import type { SegmentNames } from "../segment-names.ts";
import type { DraftStore } from "../use-draft.ts";
import { ConditionTree } from "./condition-tree.tsx";
import classes from "./tree.module.css";
import { FindingsContext, TreeContext, type TreeScope } from "./tree-scope.ts";
import { useEditFocus } from "./use-edit-focus.ts";

interface TreeEditorProps extends Pick<DraftStore, "latest" | "dispatch"> {
  readonly where: Condition;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly segments: SegmentNames;
  readonly judged: Judged;
  /** What is on the screen is what is saved: its problems are not the user's. */
  readonly saved: boolean;
}

export function TreeEditor({ where, latest, dispatch, catalog, clock, segments, judged, saved }: TreeEditorProps) {
  const tree = useRef<HTMLDivElement>(null);
  const setFocus = useEditFocus(tree);
  const { problems, warnings } = judged;
  const { now, timeZone } = clock;
  const findings = useMemo(() => ({ problems, warnings }), [problems, warnings]);

  const scope = useMemo<TreeScope>(
    () => ({
      catalog,
      clock: { now, timeZone },
      segments,
      apply: (edit, { typing, focus, near } = {}) => {
        const { condition, changed, path = near } = edit(latest().present.where);
        if (focus && path) setFocus({ path, focus });
        if (changed) dispatch({ kind: "change", to: { where: condition }, typing });
      },
    }),
    [catalog, now, timeZone, segments, latest, dispatch, setFocus],
  );

  return (
    <TreeContext value={scope}>
      <div ref={tree}>
        {saved && problems.length > 0 && (
          <div className={classes.repair} role="note">
            <b>{builder.broken}</b>
            <p>{builder.brokenHint}</p>
          </div>
        )}
        <FindingsContext value={findings}>
          <ConditionTree where={where} />
        </FindingsContext>
        <p className={classes.hint}>{texts.moveHint}</p>
      </div>
    </TreeContext>
  );
}
