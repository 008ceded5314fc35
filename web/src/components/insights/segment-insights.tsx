import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import type { Question } from "../../api/audience.ts";
import { segmentQuery } from "../../api/segments.ts";
import { insights as texts } from "../../texts/insights.ts";
import { SegmentChoice } from "../segment-choice.tsx";
import { DifferenceList } from "./difference-list.tsx";
import classes from "./insights.module.css";
import { OverlapView } from "./overlap-view.tsx";
import { SplitView } from "./split-view.tsx";
import { EditableTiles } from "./editable-tiles.tsx";

interface SegmentInsightsProps {
  readonly question: Question;
  readonly name: string;
  readonly catalog: Catalog;
  readonly view: View;
  /** The id of a segment; undefined: everyone. */
  readonly against: string | undefined;
  readonly onView: (view: View) => void;
  readonly onAgainst: (id: string | undefined) => void;
  readonly onAdd: (where: Condition) => void;
}

const VIEWS = ["tiles", "differences", "overlap", "split"] as const;
export type View = (typeof VIEWS)[number];

/** What the customers of a definition have in common, against everyone or another segment. */
export function SegmentInsights({ question, name, catalog, view, against, onView, onAgainst, onAdd }: SegmentInsightsProps) {
  const other = useQuery({ ...segmentQuery(against ?? ""), enabled: against !== undefined });
  const comparing = view === "tiles" || view === "differences";
  const baseName = against === undefined ? texts.against.everyone : (other.data?.name ?? "…");
  const shared = { question, name, catalog, onAdd, baseName, against: against === undefined ? undefined : { segment: against } };
  return (
    <section aria-label={texts.title}>
      <div className={classes.bar}>
        <SegmentedControl
          className={classes.views}
          aria-label={texts.views.label}
          data={VIEWS.map((value) => ({ value, label: texts.views[value] }))}
          value={view}
          onChange={(value) => onView(VIEWS.find((one) => one === value) ?? "tiles")}
        />
        {comparing && (
          <>
            <SegmentChoice chosen={against} onChoose={onAgainst} label={texts.against.label} placeholder={texts.against.everyone} />
            <span className={`${classes.key} ${classes.end}`}>{texts.legend.segment}</span>
            <span className={classes.key} data-base>
              {view === "tiles" ? texts.legend.base(baseName) : texts.differences.others}
            </span>
          </>
        )}
      </div>
      {view === "tiles" && <EditableTiles {...shared} hint={texts.tile.hint} />}
      {view === "differences" && <DifferenceList {...shared} />}
      {view === "overlap" && <OverlapView question={question} name={name} />}
      {view === "split" && <SplitView question={question} name={name} />}
    </section>
  );
}
