import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { destinationsQuery } from "../../../../api/destinations.ts";
import { segmentNamesQuery } from "../../../../api/segments.ts";
import { destinationGroup, segmentGroup } from "./fields.ts";
import type { PickerGroup } from "./picker.tsx";

/** What is saved in the workspace and found by its name. */
export type Saved = "destination" | "segment";

const PAUSE_MS = 150;

/** All destinations, and the saved segments whose names hold what is asked: those of one page, the latest changed. */
export function useSavedOptions(asked: string, saved: readonly Saved[]): readonly PickerGroup[] {
  const [search] = useDebouncedValue(asked.trim(), PAUSE_MS);
  const [withDestinations, withSegments] = [saved.includes("destination"), saved.includes("segment")];
  const { data: destinations } = useQuery({ ...destinationsQuery, enabled: withDestinations, staleTime: 30_000 });
  const { data: found } = useQuery({ ...segmentNamesQuery(search), enabled: withSegments, placeholderData: keepPreviousData });
  return [
    ...(withDestinations && destinations ? [destinationGroup(destinations)] : []),
    ...(withSegments && found ? [segmentGroup(found.segments)] : []),
  ];
}
