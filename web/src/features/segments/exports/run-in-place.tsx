import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { cancelRun, type ExportRun, isOpen, runFileAddress, runQuery } from "../../../api/exports.ts";
import { RunProgress } from "../../../components/exports/run-progress.tsx";
import { changesOf, sentOf } from "../../../components/exports/run-rows.ts";
import { RunStatusMark } from "../../../components/exports/run-status.tsx";
import { sayFailed } from "../../../components/say.ts";
import { formatCount } from "../../../format/number.ts";
import { formatAhead } from "../../../format/time.ts";
import { exports } from "../../../texts/exports.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";

const texts = segmentExports.run;
const MOST_FILES = 5;

/** How a run that was just begun stands, where it was begun. */
export function RunInPlace({ started }: { readonly started: ExportRun }) {
  const cache = useQueryClient();
  const { data: run, error } = useQuery(runQuery(started.id));
  const shown = run ?? started;
  const going = isOpen(shown);
  const cancel = useMutation({
    mutationFn: () => cancelRun(started.id),
    onSuccess: (cancelled) => cache.setQueryData(runQuery(started.id).queryKey, cancelled),
    onError: (failure) => sayFailed(texts.cancelFailed, failure),
  });
  useEffect(() => {
    if (going) return;
    void cache.invalidateQueries({ queryKey: ["exports", "runs"] });
    void cache.invalidateQueries({ queryKey: ["segments"] });
  }, [going, cache]);
  const { destination, status, compared, rejected, failure, nextTryAt } = shown;

  return (
    <section className={classes.run} aria-label={texts.title(destination.name)}>
      <div className={classes.runHead}>
        <RunStatusMark status={status} />
        <span className={classes.runWords} role="status">
          {!going && status !== "held" && (compared ? exports.runs.changed : texts.sent)(formatCount(sentOf(shown)))}
          {[...(going ? [] : changesOf(shown)), ...(rejected > 0 ? [texts.rejected(formatCount(rejected))] : [])].map((part) => ` · ${part}`)}
        </span>
        {going && shown.usable && (
          <Button size="compact-sm" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {texts.cancel}
          </Button>
        )}
        <Link to="/exports/$id" params={{ id: started.id }} className={classes.link}>
          {texts.open}
        </Link>
      </div>
      {going && <RunProgress run={shown} />}
      {error && !run && <p className={classes.soft}>{texts.lost}</p>}
      {failure !== null && (
        <p className={classes.failure}>
          {failure.message} {failure.hint} {nextTryAt !== null && `${texts.nextTry(formatAhead(nextTryAt, Date.now()))}.`}
        </p>
      )}
      {run?.downloadable && run.files.length > 0 && (
        <ul className={classes.files}>
          {run.files.slice(0, MOST_FILES).map(({ name }) => (
            <li key={name}>
              <a href={runFileAddress(run.id, name)} download className={classes.link}>
                {texts.download(name)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
