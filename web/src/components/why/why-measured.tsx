import { askedWords, isAnyAsked } from "../../../../src/segment/asked-words.ts";
import { measureRow } from "../../../../src/segment/measures.ts";
import type { Measured } from "../../api/explain.ts";
import { formatValue } from "../../format/number.ts";
import { common } from "../../texts/common.ts";
import { why as texts } from "../../texts/why.ts";

interface WhyMeasuredProps {
  readonly measured: Measured;
  /** How many match, in words; of what is more than counted as it follows the amount. */
  readonly count: string;
}

/** What was measured of the customer beside what is asked: `2 events match, at least 3 asked`. */
export function WhyMeasured({ measured, count }: WhyMeasuredProps) {
  const { fn, property, amount } = measured;
  return (
    <>
      {fn === "count" ? (
        <b>{count}</b>
      ) : (
        <>
          {texts.measured(measureRow(fn)?.label ?? fn, property)} <b>{amount === null ? common.unknown : formatValue(amount)}</b>
        </>
      )}
      {fn !== "count" && count}
      {!isAnyAsked(measured) && <>, {texts.asked(askedWords(measured, formatValue))}</>}
    </>
  );
}
