import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Destination } from "../../../api/destinations.ts";
import { addSchedule, type ExportSource, type Timing } from "../../../api/exports.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";
import type { Parameters } from "./parameter-fields.tsx";
import { saySaved, toldOfSchedules } from "./schedule-saved.ts";
import { ScheduleForm } from "./schedule-form.tsx";
import { newTiming } from "./timing-draft.ts";

interface AddScheduleProps {
  readonly source: ExportSource;
  readonly destination: Destination;
  readonly parameters: Parameters;
  readonly timeZone: string;
  /** Whether all is filled in; says so where it is not. */
  readonly ready: () => boolean;
  readonly onClose: () => void;
}

const texts = segmentExports.schedules;

/** The form of a new schedule, below what it sends. */
export function AddSchedule({ source, destination, parameters, timeZone, ready, onClose }: AddScheduleProps) {
  const cache = useQueryClient();
  const [begin] = useState(() => newTiming(timeZone, Date.now()));
  const shown = useRef<HTMLElement>(null);
  useEffect(() => shown.current?.scrollIntoView({ block: "nearest" }), []);
  const add = useMutation({
    mutationFn: (timing: Timing) => addSchedule(source, { destination: destination.id, parameters, timing, paused: false }),
    onSuccess: (made) => {
      toldOfSchedules(cache);
      saySaved(made);
      onClose();
    },
  });
  return (
    <section ref={shown} className={classes.part} aria-label={texts.addTitle(destination.name)}>
      <h3 className={classes.title}>{texts.addTitle(destination.name)}</h3>
      <ScheduleForm
        begin={begin}
        busy={add.isPending}
        error={add.error}
        onSave={(timing) => {
          if (ready()) add.mutate(timing);
        }}
        onCancel={onClose}
      />
    </section>
  );
}
