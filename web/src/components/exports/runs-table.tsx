import type { ExportRun } from "../../api/exports.ts";
import { exports } from "../../texts/exports.ts";
import { RunRow } from "./run-row.tsx";
import classes from "./runs.module.css";

interface RunsTableProps {
  readonly runs: readonly ExportRun[];
  readonly by: "segment" | "destination";
  readonly timeZone: string;
  /** They answer the question before the one being asked. */
  readonly stale?: boolean | undefined;
}

const texts = exports.runs;

/** Runs in lines, the newest first. */
export function RunsTable({ runs, by, timeZone, stale = false }: RunsTableProps) {
  return (
    <div className={classes.card} aria-busy={stale}>
      <table className={classes.table} aria-label={texts.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.state}>
              {texts.columns.status}
            </th>
            <th scope="col">{texts.columns.what}</th>
            <th scope="col" className={classes.rows}>
              {texts.columns.rows}
            </th>
            <th scope="col" className={classes.when}>
              {texts.columns.when}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} by={by} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
