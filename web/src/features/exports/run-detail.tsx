import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { rejectedAddress, type WholeRun } from "../../api/exports.ts";
import { openingSteps } from "../../components/exports/at-step-set.ts";
import { LadderView } from "../../components/exports/ladder.tsx";
import { formatCount } from "../../format/number.ts";
import { formatMoment } from "../../format/time.ts";
import { exports } from "../../texts/exports.ts";
import classes from "./run.module.css";
import { RunFacts } from "./run-facts.tsx";
import { RunFiles } from "./run-files.tsx";
import { RunTrouble } from "./run-trouble.tsx";

interface RunDetailProps {
  readonly run: WholeRun;
  readonly timeZone: string;
}

const texts = exports.run;

export function RunDetail({ run, timeZone }: RunDetailProps) {
  const { id, source, name, sentence, where, now, ladder, rejected, rejections, fields, parameters, usable } = run;
  const asOf = formatMoment(now, timeZone);
  return (
    <div className={classes.detail}>
      <RunFacts run={run} timeZone={timeZone} />
      <RunTrouble run={run} />
      <section className={classes.card}>
        <h2 className={classes.title}>{texts.definition}</h2>
        <p className={classes.sentence}>{sentence}</p>
        <p className={classes.hint}>
          {texts.frozen(asOf)}{" "}
          {source.kind === "segment" && (
            <Link to="/segments/$id" params={{ id: source.segment }} className={classes.link}>
              {texts.openSegment}
            </Link>
          )}
        </p>
      </section>
      {ladder && (
        <section className={classes.card}>
          <h2 className={classes.title}>{texts.ladder}</h2>
          <LadderView
            ladder={ladder}
            segment={() => ({ title: texts.inSegment(name, asOf), question: { where, now, ownTimeZone: run.timeZone ?? undefined } })}
            step={openingSteps({ run: id })}
          />
        </section>
      )}
      <RunFiles run={run} timeZone={timeZone} />
      {rejected > 0 && (
        <section className={classes.card}>
          <h2 className={classes.title}>{texts.rejected(formatCount(rejected))}</h2>
          {rejections.length > 0 && (
            <ul className={classes.reasons} aria-label={texts.reasons}>
              {rejections.map(({ reason, rows }) => (
                <li key={reason}>
                  <b>{formatCount(rows)}</b> {reason}
                </li>
              ))}
            </ul>
          )}
          <p className={classes.hint}>
            {!usable && texts.rejectedOutside}
            {usable && run.clearedAt === null && (
              <Anchor href={rejectedAddress(id)} download size="sm">
                {texts.downloadRejected}
              </Anchor>
            )}
            {usable && run.clearedAt !== null && texts.cleared(formatMoment(run.clearedAt, timeZone))}
          </p>
        </section>
      )}
      <section className={classes.card}>
        <h2 className={classes.title}>{texts.columns}</h2>
        <ul className={classes.fields} aria-label={texts.columns}>
          {fields.map((field) => (
            <li key={field}>{field}</li>
          ))}
        </ul>
        {Object.keys(parameters).length > 0 && (
          <dl className={classes.parameters} aria-label={texts.parameters}>
            {Object.entries(parameters).map(([parameter, value]) => (
              <div key={parameter}>
                <dt>{parameter}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </div>
  );
}
