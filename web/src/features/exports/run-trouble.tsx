import { IconAlertTriangle } from "@tabler/icons-react";
import type { WholeRun } from "../../api/exports.ts";
import { exports } from "../../texts/exports.ts";
import classes from "./run.module.css";

const texts = exports.run.trouble;

/** Why a run waits to be confirmed, failed, or is tried again, and what to do. */
export function RunTrouble({ run: { status, failure } }: { readonly run: WholeRun }) {
  if (failure === null || status === "finished" || status === "cancelled") return null;
  const isHeld = status === "held";
  return (
    <section className={classes.trouble} data-waits={status !== "failed" || undefined} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <b>{isHeld ? texts.held : status === "failed" ? texts.failed : texts.again}</b>
        <p>
          {failure.message} {failure.hint}
        </p>
        {failure.problems?.map((problem, at) => (
          <p key={at}>
            {problem.message} {problem.hint}
          </p>
        ))}
      </div>
    </section>
  );
}
