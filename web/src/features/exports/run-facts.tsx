import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { WholeRun } from "../../api/exports.ts";
import { RunProgress } from "../../components/exports/run-progress.tsx";
import { durationOf, modeOf, partsOf, sentOf } from "../../components/exports/run-rows.ts";
import { RunStatusMark } from "../../components/exports/run-status.tsx";
import { sentCondition } from "../../components/exports/sent-condition.ts";
import { CustomersButton } from "../../components/open-customers/customers-button.tsx";
import { useIsAdministrator } from "../../components/use-is-administrator.ts";
import { formatCount } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { exports } from "../../texts/exports.ts";
import classes from "./run.module.css";

const texts = exports.run.facts;

/** How a run stands: its place is the same from the first row to the last. */
export function RunFacts({ run, timeZone }: { readonly run: WholeRun; readonly timeZone: string }) {
  const moment = (time: string | null): string => (time === null ? texts.notYet : formatMoment(time, timeZone));
  const took = durationOf(run);
  return (
    <section className={classes.card} aria-label={texts.label}>
      <div className={classes.head} role="status">
        <RunStatusMark status={run.status} />
        <b>
          <Sent run={run} />
        </b>
        <span className={classes.hint}>{partsOf(run).join(" · ")}</span>
      </div>
      <RunProgress run={run} />
      <dl className={classes.facts}>
        <Fact name={texts.destination}>
          <To run={run} />
        </Fact>
        <Fact name={texts.mode}>{modeOf(run)}</Fact>
        <Fact name={texts.by}>{run.by ? run.by.name : texts.schedule}</Fact>
        {run.slot !== null && <Fact name={texts.due}>{moment(run.slot)}</Fact>}
        <Fact name={texts.created}>{moment(run.createdAt)}</Fact>
        <Fact name={texts.ended}>
          {moment(run.endedAt)}
          {took !== undefined && `, ${exports.runs.took(took)}`}
        </Fact>
        <Fact name={texts.tries}>
          {run.tries}
          {run.nextTryAt !== null && `, ${exports.progress.next(moment(run.nextTryAt))}`}
        </Fact>
        {run.clearedAt !== null && <Fact name={texts.cleared}>{moment(run.clearedAt)}</Fact>}
      </dl>
    </section>
  );
}

/** Opens whom the run sent, where a condition asks for exactly them. */
function Sent({ run }: { readonly run: WholeRun }) {
  const words = (run.compared ? exports.runs.changed : texts.sent)(formatCount(sentOf(run)));
  const where = sentCondition(run);
  if (where === undefined || run.sent.removed > 0) return words;
  return (
    <CustomersButton
      className={classes.sent}
      label={words}
      set={() => ({ title: exports.run.sentTitle(run.name, run.destination.name), question: { where } })}
    >
      {words}
    </CustomersButton>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Administrators come from a run to where it went. */
function To({ run: { destination } }: { readonly run: WholeRun }) {
  const words = texts.revision(destination.name, destination.revision);
  if (!useIsAdministrator()) return words;
  return (
    <Link to="/exports/destinations/$id" params={{ id: destination.id }} className={classes.link}>
      {words}
    </Link>
  );
}
