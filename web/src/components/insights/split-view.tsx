import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { Question } from "../../api/audience.ts";
import { insights } from "../../texts/insights.ts";
import { SampleSplit } from "./sample-split.tsx";
import classes from "./overlap.module.css";
import { WaterfallSplit } from "./waterfall-split.tsx";

const texts = insights.split;
const KINDS = ["sample", "waterfall"] as const;

interface SplitViewProps {
  readonly question: Question;
  readonly name: string;
}

/** A segment in parts of which no two share a customer. */
export function SplitView(props: SplitViewProps) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>("sample");
  return (
    <section className={classes.card}>
      <SegmentedControl
        mb="sm"
        aria-label={texts.kind}
        data={KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
        value={kind}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? "sample")}
      />
      {kind === "sample" ? <SampleSplit {...props} /> : <WaterfallSplit {...props} />}
    </section>
  );
}
