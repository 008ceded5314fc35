import { ActionIcon, Popover, Skeleton } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { isDay } from "../../../../../../src/segment/day.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import { windows as texts } from "../../../../texts/windows.ts";
import { afterPress } from "../press.ts";
import { readDay } from "./day-text.ts";
import classes from "./inputs.module.css";

const Calendar = lazy(async () => ({ default: (await import("./calendar.tsx")).Calendar }));

interface DayInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string | undefined) => void;
  readonly clock: Clock;
  readonly invalid?: boolean;
}

/** A day, typed or picked. It is read when it is left or Enter is pressed. */
export function DayInput({ label, value, onChange, clock, invalid }: DayInputProps) {
  const [typed, setTyped] = useState(value);
  const [open, setOpen] = useState(false);
  useEffect(() => setTyped(value), [value]);
  const commit = (text: string) => {
    const read = readDay(text, clock);
    setTyped(read);
    if (read !== value) onChange(read === "" ? undefined : read);
  };

  return (
    <span className={classes.day}>
      <input
        className={`${classes.field} ${classes.text}`}
        aria-label={label}
        aria-invalid={invalid || undefined}
        placeholder={texts.dayPlaceholder}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          if (isDay(text.trim())) onChange(text.trim());
        }}
        onBlur={() => afterPress(() => commit(typed))}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit(typed);
        }}
      />
      <Popover opened={open} onChange={setOpen} shadow="md" trapFocus returnFocus position="bottom">
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${texts.calendar}: ${label}`}
            onClick={() => setOpen(!open)}
          >
            <IconCalendar size={16} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label={texts.calendar}>
          <Suspense fallback={<Skeleton width={252} height={252} />}>
            <Calendar
              day={isDay(value) ? value : undefined}
              shown={isDay(value) ? value : readDay("today", clock)}
              onPick={(day) => {
                setOpen(false);
                onChange(day);
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}
