import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { segmentNamesQuery } from "../../../../api/segments.ts";
import { segmentGroup } from "./fields.ts";
import type { PickerGroup } from "./picker.tsx";

const PAUSE_MS = 150;

/** The saved segments whose names hold what is asked: those of one page, the latest changed. */
export function useSegmentOptions(asked: string, enabled: boolean): readonly PickerGroup[] {
  const [search] = useDebouncedValue(asked.trim(), PAUSE_MS);
  const { data } = useQuery({ ...segmentNamesQuery(search), enabled, placeholderData: keepPreviousData });
  return enabled && data ? [segmentGroup(data.segments)] : [];
}
