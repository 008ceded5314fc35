import type { ReactNode } from "react";
import type { Ladder } from "../../api/exports.ts";
import { formatCount } from "../../format/number.ts";
import { exports } from "../../texts/exports.ts";
import { CustomersButton } from "../open-customers/customers-button.tsx";
import type { OpenedSet } from "../open-customers/opened-set.ts";
import type { OpenStep } from "./at-step-set.ts";
import classes from "./ladder.module.css";

interface LadderViewProps {
  readonly ladder: Ladder;
  /** Opens the customers of the segment; left out: their number is told alone. */
  readonly segment?: (() => OpenedSet) | undefined;
  /** Opens those of a step; left out: the numbers are told alone. */
  readonly step?: OpenStep | undefined;
  /** Counted before the last change. */
  readonly stale?: boolean | undefined;
}

const texts = exports.ladder;

/** How many of a segment can be sent, step by step, and at each step who is left out. */
export function LadderView({ ladder: { receipt, steps, exportable }, segment, step: open, stale = false }: LadderViewProps) {
  const all = formatCount(receipt.count);
  const last = steps.length - 1;
  const inSegment = segment && { set: segment, label: texts.openSegment(all) };
  const sent = open && last >= 0 ? () => open(last, "remain", texts.exportableTitle) : segment;
  const sendable = sent && { set: sent, label: texts.openExportable(formatCount(exportable)) };
  return (
    <ol className={classes.ladder} aria-label={texts.title} data-old={stale || undefined}>
      <li className={classes.step}>
        <span className={classes.words}>{texts.segment}</span>
        <Bar part={receipt.count} of={receipt.count} />
        <span className={classes.out} />
        <span className={classes.remaining}>
          <Opening by={inSegment}>{all}</Opening>
        </span>
      </li>
      {steps.map(({ step, remaining }, at) => {
        const out = (steps[at - 1]?.remaining ?? receipt.count) - remaining;
        const [words, reason] = [texts.step(step), texts.reason(step)];
        const leftOut = open && {
          set: () => open(at, "left_out", texts.leftOutTitle(reason)),
          label: texts.openLeftOut(formatCount(out), reason),
        };
        const remain = open && {
          set: () => open(at, "remain", texts.remainTitle(words)),
          label: texts.openRemaining(formatCount(remaining), words),
        };
        return (
          <li key={at} className={classes.step}>
            <span className={classes.words}>{words}</span>
            <Bar part={remaining} of={receipt.count} />
            <span className={classes.out}>{out > 0 && <Opening by={leftOut}>{texts.leftOut(formatCount(out))}</Opening>}</span>
            <span className={classes.remaining}>
              <Opening by={remain}>{formatCount(remaining)}</Opening>
            </span>
          </li>
        );
      })}
      <li className={classes.step} data-last data-none={exportable === 0 || undefined}>
        <span className={classes.words}>{texts.exportable}</span>
        <Bar part={exportable} of={receipt.count} />
        <span className={classes.out} />
        <span className={classes.remaining}>
          <Opening by={sendable}>{formatCount(exportable)}</Opening>
        </span>
      </li>
    </ol>
  );
}

interface OpeningProps {
  readonly by: { readonly set: () => OpenedSet; readonly label: string } | undefined;
  readonly children: ReactNode;
}

/** A number that opens its customers, where there is a way to them. */
function Opening({ by, children }: OpeningProps) {
  if (!by) return children;
  return (
    <CustomersButton set={by.set} label={by.label}>
      {children}
    </CustomersButton>
  );
}

/** Says nothing that the numbers do not. */
function Bar({ part, of }: { readonly part: number; readonly of: number }) {
  return (
    <span className={classes.bar} aria-hidden>
      <span style={{ width: `${of === 0 ? 0 : (part / of) * 100}%` }} />
    </span>
  );
}
