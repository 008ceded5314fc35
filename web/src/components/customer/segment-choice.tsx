import { Loader, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { segmentQuery, segmentsQuery } from "../../api/segments.ts";
import { customers as texts } from "../../texts/customers.ts";

interface SegmentChoiceProps {
  /** The id of a saved segment; undefined: none. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
  /** Left out: to explain a customer by. */
  readonly label?: string;
  readonly placeholder?: string;
}

const PAUSE_MS = 150;

/** Chooses one of the saved segments, searched for on the server. */
export function SegmentChoice({
  chosen,
  onChoose,
  label = texts.profile.chooseSegment,
  placeholder = texts.profile.chooseSegmentHint,
}: SegmentChoiceProps) {
  const [text, setText] = useState("");
  const { data: segment } = useQuery({ ...segmentQuery(chosen ?? ""), enabled: chosen !== undefined });
  // What is chosen stands in the field: it is no search.
  const [search] = useDebouncedValue(text === segment?.name ? "" : text.trim(), PAUSE_MS);
  const found = useInfiniteQuery({ ...segmentsQuery(search), placeholderData: keepPreviousData });
  const segments = found.data?.pages[0]?.segments ?? [];
  const shown = segment && !segments.some(({ id }) => id === segment.id) ? [segment, ...segments] : segments;
  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={shown.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen ?? null}
      searchable
      clearable
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      onChange={(id) => onChoose(id ?? undefined)}
      nothingFoundMessage={found.isPending ? undefined : search === "" ? texts.profile.noneSaved : texts.profile.noSegments}
      rightSection={found.isFetching ? <Loader size={14} /> : undefined}
      maxDropdownHeight={280}
    />
  );
}
