import { Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Condition } from "../../../../src/segment/ast.ts";
import type { Question } from "../../api/audience.ts";
import { overlapQuery } from "../../api/insights.ts";
import { insights } from "../../texts/insights.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { Teaching } from "../teaching.tsx";
import { OverlapMatrix } from "./overlap-matrix.tsx";
import classes from "./overlap.module.css";
import { SegmentPicker, useSegmentTitles } from "./segment-picker.tsx";
import { UpsetChart } from "./upset-chart.tsx";

const texts = insights.overlap;
/** With the one that is looked at six: of more the server tells no exclusive counts. */
const MOST_OTHERS = 5;

interface OverlapViewProps {
  readonly question: Question;
  readonly name: string;
}

/** A segment with others: how many customers every two have in common, and how many are in exactly which. */
export function OverlapView({ question, name }: OverlapViewProps) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const others = useSegmentTitles(ids);
  const found = useQuery({ ...overlapQuery(question, ids), enabled: ids.length > 0, placeholderData: keepPreviousData });
  const data = found.isPlaceholderData ? undefined : found.data;
  const names = [name, ...others];
  const sets: readonly Condition[] = [question.where, ...ids.map((segment) => ({ kind: "segment", segment }) as const)];
  const shared = { names, sets, question };
  return (
    <>
      <SegmentPicker label={texts.add} placeholder={texts.addHint} chosen={ids} most={MOST_OTHERS} ordered={false} onChange={setIds} />
      {ids.length === 0 && <Teaching title={texts.none} lead={texts.noneHint} />}
      {ids.length > 0 && found.error && !data && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {ids.length > 0 && !data && !found.error && <Skeleton height={320} />}
      {ids.length > 0 && data && (
        <div className={classes.two}>
          <OverlapMatrix overlap={data} {...shared} />
          {data.exclusive && <UpsetChart exclusive={data.exclusive} {...shared} />}
        </div>
      )}
    </>
  );
}
