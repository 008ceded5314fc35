import { Select } from "@mantine/core";
import { zoneNames } from "../../../../format/zones.ts";
import { panel as texts } from "../../../../texts/panel.ts";

interface ZoneSelectProps {
  /** Null: the workspace's. */
  readonly zone: string | null;
  readonly workspaceZone: string;
  readonly onChange: (zone: string | null) => void;
}

const WORKSPACE = "";

/** The zone in which the segment's days are meant. */
export function ZoneSelect({ zone, workspaceZone, onChange }: ZoneSelectProps) {
  return (
    <Select
      label={texts.timeZone}
      size="sm"
      searchable
      limit={60}
      allowDeselect={false}
      data={[{ value: WORKSPACE, label: texts.workspaceZone(workspaceZone) }, ...zoneNames(zone)]}
      value={zone ?? WORKSPACE}
      onChange={(next) => onChange(next === WORKSPACE ? null : next)}
    />
  );
}
