import { Button, Checkbox, NumberInput, Select, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Timing } from "../../../api/exports.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { zoneNames } from "../../../format/zones.ts";
import { common } from "../../../texts/common.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";
import { NextRuns, useNextDue } from "./next-runs.tsx";
import { RecurrenceFields } from "./recurrence-fields.tsx";
import { EVERY, type Lacking, lackingOf, PERCENT, type TimingDraft, timingOf } from "./timing-draft.ts";

interface ScheduleFormProps {
  readonly begin: TimingDraft;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSave: (timing: Timing) => void;
  readonly onCancel: () => void;
  /** Stands above what is due when. */
  readonly children?: ReactNode;
}

const texts = segmentExports.timing;

/** When an export is made again and again, with the next five instants as they are chosen. */
export function ScheduleForm({ begin, busy, error, onSave, onCancel, children }: ScheduleFormProps) {
  const [draft, setDraft] = useState(begin);
  const [tried, setTried] = useState(false);
  const timing = timingOf(draft);
  const due = useNextDue(timing);
  const lacking = lackingOf(draft);
  const change = (some: Partial<TimingDraft>) => setDraft((before) => ({ ...before, ...some }));
  const problemOf = (field: Lacking) => (tried && lacking.includes(field) ? PROBLEMS[field] : undefined);
  const { timeZone, until, holds, percent } = draft;

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (timing !== undefined && !busy) onSave(timing);
      }}
    >
      {children}
      <div className={classes.fields}>
        <RecurrenceFields draft={draft} onChange={change} problemOf={problemOf} refused={draft.kind === "cron" ? due.refused : undefined} />
        <Select
          label={texts.zone}
          searchable
          limit={60}
          allowDeselect={false}
          data={zoneNames(timeZone)}
          value={timeZone}
          onChange={(next) => next !== null && change({ timeZone: next })}
        />
        {draft.kind !== "once" && (
          <TextInput
            type="date"
            label={texts.until}
            title={texts.untilHint}
            value={until}
            onChange={(event) => change({ until: event.currentTarget.value })}
          />
        )}
      </div>
      {draft.kind !== "once" && (
        <div className={classes.hold}>
          <Checkbox
            label={texts.hold}
            description={texts.holdHint}
            checked={holds}
            onChange={(event) => change({ holds: event.currentTarget.checked })}
          />
          {holds && (
            <NumberInput
              label={texts.percent}
              value={percent}
              min={PERCENT.least}
              max={PERCENT.most}
              allowDecimal={false}
              suffix=" %"
              error={problemOf("percent")}
              onChange={(next) => change({ percent: typeof next === "number" ? next : "" })}
            />
          )}
        </div>
      )}
      <NextRuns timing={timing} due={due} timeZone={timeZone} saysRefused={draft.kind !== "cron"} />
      {error && <ErrorNotice title={segmentExports.schedules.failed} error={error} />}
      <div className={classes.buttons}>
        <Button type="submit" loading={busy}>
          {segmentExports.schedules.save}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}

const PROBLEMS: Readonly<Record<Lacking, string>> = {
  day: texts.noDay,
  at: texts.noTime,
  every: texts.noNumber(EVERY.least, EVERY.most),
  weekdays: texts.noDays,
  expression: texts.noExpression,
  percent: texts.noNumber(PERCENT.least, PERCENT.most),
};
