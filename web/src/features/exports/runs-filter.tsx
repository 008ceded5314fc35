import { Group, Select } from "@mantine/core";
import type { Destination } from "../../api/destinations.ts";
import { RUN_STATUSES } from "../../api/exports.ts";
import type { RunsSearch } from "../../components/page-search.ts";
import { exports } from "../../texts/exports.ts";

interface RunsFilterProps {
  readonly filter: RunsSearch;
  readonly destinations: readonly Destination[];
  readonly onFilter: (filter: RunsSearch) => void;
}

const texts = exports.runs;

/** Which runs are shown, by how they stand and where they went. */
export function RunsFilter({ filter: { status, destination }, destinations, onFilter }: RunsFilterProps) {
  const known = destinations.map(({ id, name }) => ({ value: id, label: name }));
  const isGone = destination !== undefined && !destinations.some(({ id }) => id === destination);
  return (
    <Group gap="sm" wrap="nowrap">
      <Select
        flex="0 1 200px"
        aria-label={texts.byStatus}
        placeholder={texts.anyStatus}
        data={RUN_STATUSES.map((value) => ({ value, label: exports.status[value] }))}
        value={status ?? null}
        clearable
        onChange={(value) => {
          const chosen = RUN_STATUSES.find((one) => one === value);
          onFilter({ ...(chosen && { status: chosen }), ...(destination !== undefined && { destination }) });
        }}
      />
      <Select
        flex="0 1 240px"
        aria-label={texts.byDestination}
        placeholder={texts.anyDestination}
        data={isGone ? [...known, { value: destination, label: texts.goneDestination }] : known}
        value={destination ?? null}
        clearable
        searchable
        nothingFoundMessage={texts.noDestination}
        onChange={(value) => onFilter({ ...(status && { status }), ...(value !== null && { destination: value }) })}
      />
    </Group>
  );
}
