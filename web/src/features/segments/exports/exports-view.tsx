import type { Exported } from "./exported.ts";
import { NewExport } from "./new-export.tsx";
import { RunList } from "./run-list.tsx";
import { ScheduleList } from "./schedule-list.tsx";

interface ExportsViewProps {
  readonly of: Exported;
  /** The workspace's. */
  readonly timeZone: string;
  readonly destination: string | undefined;
  readonly onDestination: (id: string) => void;
}

/** To export now or on a schedule, what is scheduled, and what was exported. */
export function ExportsView({ of, timeZone, destination, onDestination }: ExportsViewProps) {
  return (
    <>
      <NewExport of={of} timeZone={timeZone} destination={destination} onDestination={onDestination} />
      <ScheduleList source={of.source} timeZone={timeZone} />
      <RunList source={of.source} timeZone={timeZone} />
    </>
  );
}
