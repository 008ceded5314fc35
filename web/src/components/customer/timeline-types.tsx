import { formatCount } from "../../format/number.ts";
import { timeline as texts } from "../../texts/timeline.ts";
import classes from "./timeline.module.css";

interface TimelineTypesProps {
  /** How many events of each name. */
  readonly counts: Readonly<Record<string, number>>;
  /** None: all. */
  readonly chosen: readonly string[];
  readonly onChoose: (names: readonly string[]) => void;
}

/** The kinds of events, the commonest first; those that are pressed are shown alone. */
export function TimelineTypes({ counts, chosen, onChoose }: TimelineTypesProps) {
  const kinds = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return (
    <ul className={classes.types} aria-label={texts.types}>
      {kinds.map(([name, count]) => {
        const pressed = chosen.includes(name);
        return (
          <li key={name}>
            <button
              type="button"
              aria-pressed={pressed}
              onClick={() => onChoose(pressed ? chosen.filter((one) => one !== name) : [...chosen, name])}
            >
              {name} <b>{formatCount(count)}</b>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
