import { type ExportRun, isOpen } from "../../api/exports.ts";
import { formatCount } from "../../format/number.ts";
import { exports } from "../../texts/exports.ts";
import { doneOf, totalOf } from "./run-rows.ts";
import classes from "./runs.module.css";

const texts = exports.progress;

/** How far a run is, or came: a bar, and the rows that went by. */
export function RunProgress({ run }: { readonly run: ExportRun }) {
  const total = totalOf(run);
  const done = doneOf(run);
  const share = total === null ? (isOpen(run) ? undefined : 0) : total === 0 ? 1 : done / total;
  const writing = run.read > 0 ? texts.written(formatCount(run.read)) : texts.writing;
  const said = total === null ? (isOpen(run) ? writing : texts.none) : texts.sending(formatCount(done), formatCount(total));
  return (
    <div className={classes.progress}>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label={texts.label(run.name)}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share !== undefined && { "aria-valuenow": Math.floor(share * 100) })}
        aria-valuetext={said}
        data-unknown={share === undefined || undefined}
      >
        <span style={{ width: share === undefined ? "100%" : `${share * 100}%` }} />
      </div>
      <span className={classes.small}>{said}</span>
    </div>
  );
}
