import { NumberInput, Select, TextInput } from "@mantine/core";
import type { Recurrence } from "../../../api/exports.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import { ClockInput } from "../builder/inputs/clock-input.tsx";
import classes from "./exports.module.css";
import { EVERY, type Lacking, type TimingDraft } from "./timing-draft.ts";

interface RecurrenceFieldsProps {
  readonly draft: TimingDraft;
  readonly onChange: (change: Partial<TimingDraft>) => void;
  /** What is said of a field that lacks something. */
  readonly problemOf: (field: Lacking) => string | undefined;
  /** Why the server can't read the expression. */
  readonly refused: string | undefined;
}

const texts = segmentExports.timing;
const KINDS: readonly Recurrence["kind"][] = ["once", "hours", "daily", "weekly", "monthly", "cron"];
const DAYS = Array.from({ length: 31 }, (_, at) => String(at + 1));
const LAST = "last";

/** How often, and when. */
export function RecurrenceFields({ draft, onChange, problemOf, refused }: RecurrenceFieldsProps) {
  const { kind, day, at, every, weekdays, ofMonth, expression } = draft;
  const timed = kind === "once" || kind === "daily" || kind === "weekly" || kind === "monthly";
  const noDays = problemOf("weekdays");
  return (
    <>
      <Select
        label={texts.repeat}
        data={KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
        value={kind}
        allowDeselect={false}
        onChange={(next) => {
          const chosen = KINDS.find((one) => one === next);
          if (chosen) onChange({ kind: chosen });
        }}
      />
      {kind === "once" && (
        <TextInput
          type="date"
          label={texts.day}
          value={day}
          error={problemOf("day")}
          onChange={(event) => onChange({ day: event.currentTarget.value })}
        />
      )}
      {kind === "hours" && (
        <NumberInput
          label={texts.every}
          description={texts.everyHint}
          value={every}
          min={EVERY.least}
          max={EVERY.most}
          allowDecimal={false}
          error={problemOf("every")}
          onChange={(next) => onChange({ every: typeof next === "number" ? next : "" })}
        />
      )}
      {kind === "weekly" && (
        <div className={classes.weekdays}>
          <span className={classes.label} aria-hidden>
            {texts.weekdays}
          </span>
          <ClockInput clock={[1, 7]} values={weekdays} invalid={noDays !== undefined} onChange={(next) => onChange({ weekdays: next })} />
          {noDays !== undefined && <span className={classes.problem}>{noDays}</span>}
        </div>
      )}
      {kind === "monthly" && (
        <Select
          label={texts.ofMonth}
          description={ofMonth !== LAST && ofMonth > 28 ? texts.shortMonths : undefined}
          data={[...DAYS, { value: LAST, label: texts.lastDay }]}
          value={String(ofMonth)}
          allowDeselect={false}
          searchable
          onChange={(next) => next !== null && onChange({ ofMonth: next === LAST ? LAST : Number(next) })}
        />
      )}
      {timed && (
        <TextInput
          type="time"
          label={texts.time}
          value={at}
          error={problemOf("at")}
          onChange={(event) => onChange({ at: event.currentTarget.value })}
        />
      )}
      {kind === "cron" && (
        <TextInput
          label={texts.cron}
          description={texts.cronHint}
          value={expression}
          error={problemOf("expression") ?? refused}
          spellCheck={false}
          onChange={(event) => onChange({ expression: event.currentTarget.value })}
          className={classes.wide}
        />
      )}
    </>
  );
}
