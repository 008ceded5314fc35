import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Node } from "../../../../src/segment/edit-tree.ts";
import type { Cell } from "../../api/audience.ts";
import type { Evidence } from "../../api/explain.ts";
import { formatCount } from "../../format/number.ts";
import { common } from "../../texts/common.ts";
import { why as texts } from "../../texts/why.ts";
import { CellValue } from "../value/cell-value.tsx";
import { WhyEvents } from "./why-events.tsx";
import { WhyInstants } from "./why-instants.tsx";
import { WhyMeasured } from "./why-measured.tsx";
import classes from "./why.module.css";

interface WhyEvidenceProps {
  readonly evidence: Evidence;
  /** The condition that saw it. */
  readonly condition: Node | undefined;
  readonly catalog: Catalog;
  readonly timeZone: string;
}

/** What a condition saw of the customer: the value, how many records match, the events that do, or when something happened to them. */
export function WhyEvidence({ evidence, condition, catalog, timeZone }: WhyEvidenceProps) {
  if (evidence.kind === "membership") return null;
  if (evidence.kind === "events") return <WhyEvents evidence={evidence} catalog={catalog} timeZone={timeZone} />;
  if (evidence.kind === "instants") return <WhyInstants evidence={evidence} condition={condition} timeZone={timeZone} />;
  const { value, measured } = evidence;
  const type = catalog.attributes.find(({ name }) => name === evidence.attribute)?.type;
  const records = measured?.amount ?? 0;
  return (
    <p className={classes.evidence}>
      {texts.here} <b>{isUnknown(value) ? common.unknown : <CellValue value={value} type={type} timeZone={timeZone} />}</b>
      {measured && (
        <>
          {"; "}
          <WhyMeasured measured={measured} count={texts.records(records, formatCount(records))} />
        </>
      )}
    </p>
  );
}

function isUnknown(value: Cell): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
