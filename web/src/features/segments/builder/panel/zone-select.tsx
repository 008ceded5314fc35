import { Select } from "@mantine/core";
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
  const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...(zone ? [zone] : [])])];
  return (
    <Select
      label={texts.timeZone}
      size="sm"
      searchable
      limit={60}
      allowDeselect={false}
      data={[{ value: WORKSPACE, label: texts.workspaceZone(workspaceZone) }, ...zones.sort()]}
      value={zone ?? WORKSPACE}
      onChange={(next) => onChange(next === WORKSPACE ? null : next)}
    />
  );
}
