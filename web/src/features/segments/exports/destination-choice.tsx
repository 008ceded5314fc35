import { Radio } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Destination, destinationTypesQuery } from "../../../api/destinations.ts";
import { segmentExports } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";

interface DestinationChoiceProps {
  readonly destinations: readonly Destination[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

const texts = segmentExports.destination;

/** Where to: those that may be used, and the others greyed, with why. */
export function DestinationChoice({ destinations, chosen, onChoose }: DestinationChoiceProps) {
  const { data: types = [] } = useQuery(destinationTypesQuery);
  const usable = destinations.filter((one) => one.usable);
  return (
    <Radio.Group label={texts.title} value={chosen ?? null} onChange={onChoose}>
      <div className={classes.destinations}>
        {[...usable, ...destinations.filter((one) => !one.usable)].map(({ id, name, type, shape, usable: may }) => (
          <Radio
            key={id}
            value={id}
            label={name}
            description={may ? texts.about(types.find((one) => one.id === type)?.title ?? type, shape.mode) : texts.refused}
            disabled={!may}
          />
        ))}
      </div>
      {usable.length === 0 && <p className={classes.soft}>{texts.noneUsable}</p>}
    </Radio.Group>
  );
}
