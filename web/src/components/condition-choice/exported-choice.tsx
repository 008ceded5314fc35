import { Group, NumberInput, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ExportedCondition } from "../../../../src/segment/ast.ts";
import { destinationsQuery } from "../../api/destinations.ts";
import { conditionChoice as texts } from "../../texts/condition-choice.ts";

interface ExportedChoiceProps {
  /** Undefined: no destination was chosen yet. */
  readonly condition: ExportedCondition | undefined;
  readonly onChange: (condition: ExportedCondition | undefined) => void;
}

const MOST_DAYS = 3_650;
const WEEK = 7;

/** Whom a destination was sent: in the last days, or ever. */
export function ExportedChoice({ condition, onChange }: ExportedChoiceProps) {
  const { data = [] } = useQuery(destinationsQuery);
  const [days, setDays] = useState<number | undefined>(condition ? daysOf(condition) : WEEK);
  const choose = (destination: string | undefined, last: number | undefined) => {
    setDays(last);
    onChange(destination === undefined ? undefined : { kind: "exported", destination, ...(last !== undefined && { window: { last, unit: "day" } }) });
  };
  return (
    <Group grow align="flex-start">
      <Select
        label={texts.destination}
        placeholder={texts.destinationPlaceholder}
        data={data.map(({ id, name }) => ({ value: id, label: name }))}
        value={condition?.destination ?? null}
        searchable
        nothingFoundMessage={texts.noneDestination}
        onChange={(id) => choose(id ?? undefined, days)}
      />
      <NumberInput
        label={texts.days}
        placeholder={texts.daysEver}
        value={days ?? ""}
        min={1}
        max={MOST_DAYS}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        onChange={(value) => choose(condition?.destination, typeof value === "number" ? value : undefined)}
      />
    </Group>
  );
}

/** Whether a condition is one that can be chosen so. */
export function isChosenExported({ window, ...rest }: ExportedCondition): boolean {
  return Object.keys(rest).length === 2 && (window === undefined || ("last" in window && window.unit === "day"));
}

function daysOf({ window }: ExportedCondition): number | undefined {
  return window && "last" in window ? window.last : undefined;
}
