import type { QueryClient } from "@tanstack/react-query";
import type { ExportSchedule } from "../../../api/exports.ts";
import { sayDone } from "../../../components/say.ts";
import { formatDueThere } from "../../../format/time.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";

const texts = segmentExports.schedules;

/** Says when it is due next, in its zone. */
export function saySaved({ next: [next], paused, timing }: ExportSchedule): void {
  sayDone(next === undefined || paused ? texts.savedOver : texts.saved(formatDueThere(next, timing.timeZone)));
}

/** All that shows schedules asks anew. */
export function toldOfSchedules(cache: QueryClient): void {
  for (const queryKey of [["exports", "schedules"], ["segments"], ["segment-uses"]]) void cache.invalidateQueries({ queryKey });
}
