import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import type { Question } from "../../api/audience.ts";
import { tileBoardQuery } from "../../api/insights.ts";
import { segmentQuery } from "../../api/segments.ts";
import { insights as texts } from "../../texts/insights.ts";
import { SegmentChoice } from "../customer/segment-choice.tsx";
import { ErrorNotice } from "../error-notice.tsx";
import classes from "./insights.module.css";
import { TileBoard } from "./tile-board.tsx";

interface SegmentInsightsProps {
  readonly question: Question;
  readonly name: string;
  readonly catalog: Catalog;
  readonly onAdd: (where: Condition) => void;
}

/** What the customers of a definition have in common, against everyone or another segment. */
export function SegmentInsights({ question, name, catalog, onAdd }: SegmentInsightsProps) {
  const [against, setAgainst] = useState<string>();
  const board = useQuery(tileBoardQuery);
  const other = useQuery({ ...segmentQuery(against ?? ""), enabled: against !== undefined });
  const baseName = against === undefined ? texts.against.everyone : (other.data?.name ?? "…");
  return (
    <section aria-label={texts.title}>
      <div className={classes.bar}>
        <SegmentChoice chosen={against} onChoose={setAgainst} label={texts.against.label} placeholder={texts.against.everyone} />
        <span className={classes.hint}>{texts.tile.hint}</span>
        <span className={`${classes.key} ${classes.end}`}>{texts.legend.segment}</span>
        <span className={classes.key} data-base>
          {texts.legend.base(baseName)}
        </span>
      </div>
      {board.isPending && <Skeleton height={420} />}
      {board.error && <ErrorNotice error={board.error} onRetry={() => void board.refetch()} />}
      {board.data && (
        <TileBoard
          question={question}
          name={name}
          against={against === undefined ? undefined : { segment: against }}
          baseName={baseName}
          tiles={[...board.data.shared, ...board.data.own]}
          catalog={catalog}
          onAdd={onAdd}
        />
      )}
    </section>
  );
}
