import { useState } from "react";
import type { Condition } from "../../../../src/segment/ast.ts";
import type { Question } from "../../api/audience.ts";
import { insights } from "../../texts/insights.ts";
import classes from "./overlap.module.css";
import { type Part, PartsTable } from "./parts-table.tsx";
import { SegmentPicker, useSegmentTitles } from "./segment-picker.tsx";
import { within } from "./within.ts";

const texts = insights.split;
const MOST = 12;

/** Parts by saved segments in an order: who is in several is in the part of the first. */
export function WaterfallSplit({ question, name }: { readonly question: Question; readonly name: string }) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const names = useSegmentTitles(ids);
  return (
    <>
      <p className={classes.lead}>{texts.waterfallLead}</p>
      <SegmentPicker label={texts.add} placeholder={texts.addHint} chosen={ids} most={MOST} ordered onChange={setIds} />
      {ids.length > 0 && <PartsTable question={question} name={name} parts={partsOf(question.where, ids, names)} />}
    </>
  );
}

function partsOf(where: Condition, ids: readonly string[], names: readonly string[]): readonly Part[] {
  const segments = ids.map((segment) => ({ kind: "segment", segment }) as const);
  const notIn = (before: readonly Condition[]): readonly Condition[] => (before.length === 0 ? [] : [{ kind: "not", of: { kind: "any", of: before } }]);
  const parts = segments.map((segment, place): Part => {
    const own: Condition = { kind: "all", of: [segment, ...notIn(segments.slice(0, place))] };
    return { name: names[place] ?? "…", where: { kind: "all", of: [where, ...own.of] } };
  });
  return [...parts, { name: texts.rest, where: within(where, { kind: "not", of: { kind: "any", of: segments } }) }];
}
