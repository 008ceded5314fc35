import { Link } from "@tanstack/react-router";
import { type ExportRun, isOpen } from "../../api/exports.ts";
import { formatCount } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { exports } from "../../texts/exports.ts";
import { RunProgress } from "./run-progress.tsx";
import { durationOf, modeOf, partsOf, sentOf } from "./run-rows.ts";
import { RunStatusMark } from "./run-status.tsx";
import classes from "./runs.module.css";

interface RunRowProps {
  readonly run: ExportRun;
  /** What the row is called by: the segment, or where all are of one, the destination. */
  readonly by: "segment" | "destination";
  readonly timeZone: string;
}

const texts = exports.runs;

/** A run in a line: how it stands, of what to where, its rows, when and by whom. It leads to the run's page. */
export function RunRow({ run, by, timeZone }: RunRowProps) {
  const who = run.schedule !== null ? texts.scheduled : run.by && texts.by(run.by.name);
  const took = durationOf(run);
  const name = by === "segment" ? run.name : run.destination.name;
  const about = [...(by === "segment" ? [texts.to(run.destination.name)] : []), modeOf(run)];
  const when = formatMoment(run.createdAt, timeZone);
  return (
    <tr className={classes.row}>
      <td className={classes.state}>
        <RunStatusMark status={run.status} />
      </td>
      <td>
        <Link to="/exports/$id" params={{ id: run.id }} className={classes.name}>
          {name}
        </Link>
        <div className={classes.small}>{about.join(" · ")}</div>
        {run.failure && run.status !== "cancelled" && run.status !== "finished" && (
          <div className={classes.failure} title={run.failure.message}>
            {run.failure.message}
          </div>
        )}
        <div className={classes.narrow}>
          {when}
          {who && ` · ${who}`}
        </div>
        <div className={classes.stateBelow}>
          <RunStatusMark status={run.status} />
        </div>
      </td>
      <td className={classes.rows}>
        {isOpen(run) ? (
          <RunProgress run={run} />
        ) : (
          <>
            <div>{run.rows === null ? texts.notYet : (run.compared ? texts.changed : texts.sent)(formatCount(sentOf(run)))}</div>
            <div className={classes.small}>{partsOf(run).join(" · ")}</div>
          </>
        )}
      </td>
      <td className={classes.when}>
        <div>{when}</div>
        <div className={classes.small}>{[who, took && texts.took(took)].filter(Boolean).join(" · ")}</div>
      </td>
    </tr>
  );
}
