import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Destination } from "../../../api/destinations.ts";
import { changeSchedule, type ExportSchedule, type Timing } from "../../../api/exports.ts";
import { parametersOf } from "../../../components/exports/parameters.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import { areFilled, filledOf, ParameterFields, type Parameters } from "./parameter-fields.tsx";
import { ScheduleForm } from "./schedule-form.tsx";
import { saySaved, toldOfSchedules } from "./schedule-saved.ts";
import { draftOfTiming } from "./timing-draft.ts";

interface ChangeScheduleProps {
  readonly schedule: ExportSchedule;
  readonly destination: Destination;
  readonly onClose: () => void;
}

const texts = segmentExports.schedules;

/** Changes when a scheduled export is due, and what is filled in with it. */
export function ChangeSchedule({ schedule: { id, parameters, timing, paused }, destination, onClose }: ChangeScheduleProps) {
  const cache = useQueryClient();
  const [begin] = useState(() => draftOfTiming(timing, Date.now()));
  const [typed, setTyped] = useState<Parameters>(parameters);
  const [tried, setTried] = useState(false);
  const filled = filledOf(destination.shape, typed);
  const change = useMutation({
    mutationFn: (to: Timing) => changeSchedule(id, { destination: destination.id, parameters: filled, timing: to, paused }),
    onSuccess: (made) => {
      toldOfSchedules(cache);
      saySaved(made);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={texts.changeTitle(destination.name)} size="lg" centered>
      <ScheduleForm
        begin={begin}
        busy={change.isPending}
        error={change.error}
        onSave={(to) => {
          setTried(true);
          if (areFilled(filled)) change.mutate(to);
        }}
        onCancel={onClose}
      >
        <ParameterFields names={parametersOf(destination.shape)} filled={typed} onChange={setTyped} tried={tried} />
      </ScheduleForm>
    </Modal>
  );
}
