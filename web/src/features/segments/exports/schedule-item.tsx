import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Destination } from "../../../api/destinations.ts";
import { changeSchedule, type ExportSchedule } from "../../../api/exports.ts";
import { timingWords } from "../../../components/exports/timing-words.ts";
import { sayFailed } from "../../../components/say.ts";
import { formatDueThere } from "../../../format/time.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";
import { toldOfSchedules } from "./schedule-saved.ts";

interface ScheduleItemProps {
  readonly schedule: ExportSchedule;
  /** Undefined: not known yet, or gone. */
  readonly destination: Destination | undefined;
  readonly timeZone: string;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

const texts = segmentExports.schedules;

/** One scheduled export: when, where to, when next, and what can be done with it. */
export function ScheduleItem({ schedule, destination, timeZone, onChange, onRemove }: ScheduleItemProps) {
  const cache = useQueryClient();
  const { id, timing, parameters, paused, next } = schedule;
  const pause = useMutation({
    mutationFn: () => changeSchedule(id, { destination: schedule.destination, parameters, timing, paused: !paused }),
    onSuccess: () => toldOfSchedules(cache),
    onError: (error) => sayFailed(texts.failed, error),
  });
  const name = texts.to(timingWords(timing, timeZone), destination?.name ?? texts.gone);
  const [first] = next;
  const locked = destination?.usable !== true;
  const filled = Object.entries(parameters).map(([parameter, value]) => `${parameter}: ${value}`);
  const look = { size: "compact-sm", variant: "default", disabled: locked } as const;
  const action = (text: string) => ({ ...look, "aria-label": texts.actionOf(text, name), children: text });
  return (
    <li className={classes.schedule}>
      <div className={classes.scheduleWords}>
        <b>{name}</b>
        <span className={classes.small}>
          {paused && <span className={classes.paused}>{texts.paused}</span>}
          {!paused && (first === undefined ? texts.over : texts.next(formatDueThere(first, timing.timeZone)))}
          {filled.length > 0 && ` · ${filled.join(" · ")}`}
          {destination && locked && ` · ${texts.locked}`}
        </span>
      </div>
      <div className={classes.buttons}>
        <Button {...action(paused ? texts.resume : texts.pause)} loading={pause.isPending} onClick={() => pause.mutate()} />
        <Button {...action(texts.change)} onClick={onChange} />
        <Button {...action(texts.remove)} onClick={onRemove} />
      </div>
    </li>
  );
}
