import { Tooltip, VisuallyHidden } from "@mantine/core";
import { IconCalendarClock } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ListedSegment } from "../../../api/segments.ts";
import { scheduleWords } from "../../../components/exports/timing-words.ts";
import { formatAgo, formatMoment } from "../../../format/time.ts";
import { exports } from "../../../texts/exports.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./segments-table.module.css";

interface ExportMarksProps {
  readonly segment: ListedSegment;
  readonly timeZone: string;
}

const texts = segmentExports.list;

/** When it was exported last, how that went, and whether it is scheduled. */
export function ExportMarks({ segment: { id, exports: known }, timeZone }: ExportMarksProps) {
  const { last, schedules } = known;
  return (
    <div className={classes.exports}>
      {last ? (
        <div
          className={classes.exportedLast}
          title={texts.last(exports.status[last.status], last.destination, formatMoment(last.at, timeZone))}
        >
          <div>{formatAgo(last.at, Date.now())}</div>
          <div className={classes.exportedHow} data-status={last.status}>
            {exports.status[last.status]}
          </div>
        </div>
      ) : (
        <div className={classes.small}>
          <span aria-hidden>{texts.never}</span>
          <VisuallyHidden>{texts.neverSaid}</VisuallyHidden>
        </div>
      )}
      {schedules.length > 0 && <Schedules id={id} schedules={schedules} timeZone={timeZone} />}
    </div>
  );
}

interface SchedulesProps {
  readonly id: string;
  readonly schedules: ListedSegment["exports"]["schedules"];
  readonly timeZone: string;
}

/** Lists the schedules where it is pointed at or has the focus, and leads to them. */
function Schedules({ id, schedules, timeZone }: SchedulesProps) {
  const lines = schedules.map((one) => segmentExports.schedules.to(scheduleWords(one, timeZone), one.destination));
  return (
    <Tooltip
      multiline
      maw={360}
      events={{ hover: true, focus: true, touch: true }}
      label={lines.map((line, at) => (
        <div key={at}>{line}</div>
      ))}
    >
      <Link
        to="/segments/$id"
        params={{ id }}
        search={{ tab: "exports" }}
        className={classes.scheduled}
        data-paused={schedules.every(({ paused }) => paused) || undefined}
        aria-label={`${texts.schedules(schedules.length)}: ${lines.join("; ")}`}
      >
        <IconCalendarClock size={17} aria-hidden />
      </Link>
    </Tooltip>
  );
}
