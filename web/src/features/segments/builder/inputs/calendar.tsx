import "@mantine/dates/styles.css";
import { DatePicker } from "@mantine/dates";

interface CalendarProps {
  readonly day: string | undefined;
  /** The day whose month is shown first. */
  readonly shown: string;
  readonly onPick: (day: string) => void;
}

/** A month to pick a day from. */
export function Calendar({ day, shown, onPick }: CalendarProps) {
  return (
    <DatePicker
      value={day ?? null}
      defaultDate={shown}
      weekendDays={[]}
      onChange={(next) => {
        if (next !== null) onPick(next.slice(0, 10));
      }}
    />
  );
}
