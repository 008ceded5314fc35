import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconX } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { segmentQuery } from "../../api/segments.ts";
import { insights } from "../../texts/insights.ts";
import { moved } from "../moved.ts";
import { SegmentChoice } from "../segment-choice.tsx";
import classes from "./overlap.module.css";

const texts = insights.picker;

interface SegmentPickerProps {
  readonly label: string;
  readonly placeholder: string;
  /** Ids. */
  readonly chosen: readonly string[];
  readonly most: number;
  /** Whether their order means something. */
  readonly ordered: boolean;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The names of segments, in the order of the ids; `…` until they are known. */
export function useSegmentTitles(ids: readonly string[]): readonly string[] {
  return useQueries({ queries: ids.map((id) => segmentQuery(id)), combine: (found) => found.map(({ data }) => data?.name ?? "…") });
}

/** Chooses several saved segments. */
export function SegmentPicker({ label, placeholder, chosen, most, ordered, onChange }: SegmentPickerProps) {
  const names = useSegmentTitles(chosen);
  const move = (from: number, to: number) => onChange(moved(chosen, from, to));
  return (
    <div className={classes.picker}>
      {chosen.length < most && (
        <SegmentChoice
          // Empty again after each choice.
          key={chosen.length}
          label={label}
          placeholder={placeholder}
          chosen={undefined}
          onChoose={(id) => id !== undefined && !chosen.includes(id) && onChange([...chosen, id])}
        />
      )}
      <ol className={classes.chosen} aria-label={texts.chosen}>
        {chosen.map((id, place) => {
          const name = names[place] ?? "…";
          return (
            <li key={id}>
              <span>{name}</span>
              {ordered && (
                <>
                  <ActionIcon size="sm" variant="subtle" color="gray" disabled={place === 0} aria-label={texts.earlier(name)} onClick={() => move(place, place - 1)}>
                    <IconArrowLeft size={13} />
                  </ActionIcon>
                  <ActionIcon
                    size="sm"
                    variant="subtle"
                    color="gray"
                    disabled={place === chosen.length - 1}
                    aria-label={texts.later(name)}
                    onClick={() => move(place, place + 1)}
                  >
                    <IconArrowRight size={13} />
                  </ActionIcon>
                </>
              )}
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={texts.remove(name)} onClick={() => onChange(chosen.toSpliced(place, 1))}>
                <IconX size={13} />
              </ActionIcon>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
