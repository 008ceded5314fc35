import type { Node } from "../../../../src/segment/edit-tree.ts";
import type { InstantsEvidence } from "../../api/explain.ts";
import { formatCount } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { why as texts } from "../../texts/why.ts";
import classes from "./why.module.css";

interface WhyInstantsProps {
  readonly evidence: InstantsEvidence;
  /** The condition that asks. */
  readonly condition: Node | undefined;
  readonly timeZone: string;
}

/** When the customer was sent, or entered a segment or left it, in the time that a condition asks for. */
export function WhyInstants({ evidence: { matching, latest }, condition, timeZone }: WhyInstantsProps) {
  const words = texts.happened[happeningOf(condition)];
  const [newest] = latest;
  if (newest === undefined) return <p className={classes.evidence}>{words.never}</p>;
  const last = formatMoment(newest, timeZone);
  if (matching === 1) {
    return (
      <p className={classes.evidence}>
        <b>{words.once}</b> {texts.on(last)}
      </p>
    );
  }
  return (
    <details className={classes.evidence}>
      <summary>
        <b>{words.often(formatCount(matching))}</b>, {texts.latest(last)}
      </summary>
      {matching > latest.length && <p className={classes.more}>{texts.latestOnly(latest.length)}</p>}
      <ol className={classes.events}>
        {latest.map((instant) => (
          <li key={instant}>
            <time dateTime={instant}>{formatMoment(instant, timeZone)}</time>
          </li>
        ))}
      </ol>
    </details>
  );
}

function happeningOf(condition: Node | undefined): keyof typeof texts.happened {
  if (condition?.kind !== "segment") return "sent";
  return condition.entered === undefined ? "left" : "entered";
}
