import { useCallback, useMemo, useRef } from "react";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { Path } from "../../../../../../src/errors.ts";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import { check } from "../../../../../../src/segment/check.ts";
import { countedAt } from "../../../../../../src/segment/counted.ts";
import { move } from "../../../../../../src/segment/edit.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import { useOpenCustomers } from "../../../../components/open-customers/use-open-customers.ts";
import { builder } from "../../../../texts/builder.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import type { Judged } from "../judge.ts";
import type { Counts } from "../node-counts.ts";
import { questionOf } from "../question.ts";
import type { ReferredNames } from "../referred-names.ts";
import type { DraftStore } from "../use-draft.ts";
import type { ToldFinding } from "../use-lint.ts";
import { CollapseContext, useCollapseState } from "./collapse.ts";
import { ConditionTree } from "./condition-tree.tsx";
import type { DropPlace } from "./drop-place.ts";
import classes from "./tree.module.css";
import { CountsContext, FindingsContext, TreeContext, type TreeScope } from "./tree-scope.ts";
import { keptRests } from "./rests.ts";
import { useDrag } from "./use-drag.ts";
import { useEditFocus } from "./use-edit-focus.ts";

interface TreeEditorProps extends Pick<DraftStore, "latest" | "dispatch"> {
  readonly where: Condition;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly names: ReferredNames;
  readonly judged: Judged;
  readonly lint: readonly ToldFinding[];
  /** What is on the screen is what is saved: its problems are not the user's. */
  readonly saved: boolean;
  readonly counts: Counts;
  /** The segment's own zone. */
  readonly ownZone: string | null;
  readonly onCode: () => void;
}

export function TreeEditor(props: TreeEditorProps) {
  const { where, latest, dispatch, catalog, clock, names, judged, lint, saved, counts, ownZone, onCode } = props;
  const tree = useRef<HTMLDivElement>(null);
  const setFocus = useEditFocus(tree);
  const { problems, warnings } = judged;
  const { now, timeZone } = clock;
  const openCustomers = useOpenCustomers();
  const findings = useMemo(() => ({ problems, warnings: [...warnings, ...lint] }), [problems, warnings, lint]);

  const whole = useCallback(() => latest().present.where, [latest]);
  const drop = useCallback(
    (from: Path, to: DropPlace) => {
      const { condition, changed, path } = move(whole(), from, to.group, to.index);
      if (path) setFocus({ path, focus: { control: texts.moveHandle } });
      if (changed) dispatch({ kind: "change", to: { where: condition } });
    },
    [whole, dispatch, setFocus],
  );
  const collapse = useCollapseState();
  const { drag, start: startDrag } = useDrag(tree, whole, drop);

  const restOf = useMemo(() => {
    return keptRests((rest) => check(rest, { catalog, now, timeZone }).problems.length === 0);
  }, [catalog, now, timeZone]);
  const scope = useMemo<TreeScope>(
    () => ({
      catalog,
      clock: { now, timeZone },
      names,
      startDrag,
      restOf: (path) => questionOf({ where: restOf(latest().present.where, path), timeZone: ownZone }, { now, timeZone }),
      open: (path, kind) => {
        const { where: whole } = latest().present;
        const where = countedAt(whole, path)?.[kind];
        const place = path.filter((step) => typeof step === "number").map((step) => step + 1);
        const title = texts.behind[kind](place.join("."));
        if (where) openCustomers({ title, question: questionOf({ where, timeZone: ownZone }, { now, timeZone }) });
      },
      apply: (edit, { typing, focus, near } = {}) => {
        const { condition, changed, path = near } = edit(latest().present.where);
        if (focus && path) setFocus({ path, focus });
        if (changed) dispatch({ kind: "change", to: { where: condition }, typing });
      },
    }),
    [catalog, now, timeZone, names, ownZone, restOf, startDrag, openCustomers, latest, dispatch, setFocus],
  );

  return (
    <TreeContext value={scope}>
      <div ref={tree} className={classes.tree} data-dragging={drag !== undefined || undefined}>
        {drag?.to && <div className={classes.drop} style={drag.to.line} aria-hidden />}
        {saved && problems.length > 0 && (
          <div className={classes.repair} role="note">
            <b>{builder.broken}</b>
            <p>{builder.brokenHint}</p>
          </div>
        )}
        <FindingsContext value={findings}>
          <CountsContext value={counts}>
            <CollapseContext value={collapse}>
              <ConditionTree where={where} />
            </CollapseContext>
          </CountsContext>
        </FindingsContext>
        <div className={classes.under}>
          <p className={classes.hint}>{texts.moveHint}</p>
          <button type="button" className={classes.quiet} onClick={onCode}>
            {builder.code.show}
          </button>
        </div>
      </div>
    </TreeContext>
  );
}
