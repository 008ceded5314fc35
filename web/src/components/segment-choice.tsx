import { Loader, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { segmentNamesQuery, segmentQuery } from "../api/segments.ts";
import { segments } from "../texts/segments.ts";

interface SegmentChoiceProps {
  /** The id of a saved segment; undefined: none. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
  readonly label: string;
  readonly placeholder: string;
}

const texts = segments.choice;
const PAUSE_MS = 150;

/** Chooses one of the saved segments, searched for on the server. */
export function SegmentChoice({ chosen, onChoose, label, placeholder }: SegmentChoiceProps) {
  const [text, setText] = useState("");
  const { data: segment } = useQuery({ ...segmentQuery(chosen ?? ""), enabled: chosen !== undefined });
  // What is chosen stands in the field: it is no search.
  const [search] = useDebouncedValue(text === segment?.name ? "" : text.trim(), PAUSE_MS);
  const found = useQuery({ ...segmentNamesQuery(search), placeholderData: keepPreviousData });
  const named = found.data?.segments ?? [];
  const shown = segment && !named.some(({ id }) => id === segment.id) ? [segment, ...named] : named;
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
      nothingFoundMessage={found.isPending ? undefined : search === "" ? texts.noneSaved : texts.noneFound}
      rightSection={found.isFetching ? <Loader size={14} /> : undefined}
      maxDropdownHeight={280}
    />
  );
}
