import { Radio } from "@mantine/core";
import type { Destination, DestinationType } from "../../../api/destinations.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";

interface DestinationChoiceProps {
  readonly destinations: readonly Destination[];
  readonly types: readonly DestinationType[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

const texts = segmentExports.destination;

/** Those that can be exported to now, by who asks. */
export function openTo(destinations: readonly Destination[], types: readonly DestinationType[]): readonly Destination[] {
  return destinations.filter((one) => one.usable && types.some(({ id }) => id === one.type));
}

/** Where to: those that may be used, and the others greyed, with why. */
export function DestinationChoice({ destinations, types, chosen, onChoose }: DestinationChoiceProps) {
  const open = openTo(destinations, types);
  return (
    <Radio.Group label={texts.title} value={chosen ?? null} onChange={onChoose}>
      <div className={classes.destinations}>
        {[...open, ...destinations.filter((one) => !open.includes(one))].map((one) => (
          <Radio key={one.id} value={one.id} label={one.name} description={aboutOf(one, types)} disabled={!open.includes(one)} />
        ))}
      </div>
      {open.length === 0 && destinations.some((one) => !one.usable) && <p className={classes.soft}>{texts.noneUsable}</p>}
    </Radio.Group>
  );
}

function aboutOf({ type, shape, usable }: Destination, types: readonly DestinationType[]): string {
  const kind = types.find(({ id }) => id === type);
  if (kind === undefined) return texts.gone(type);
  return usable ? texts.about(kind.title, shape.mode) : texts.refused;
}
