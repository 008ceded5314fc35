import { Combobox, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatCount } from "../../../../format/number.ts";
import { type ValuesOf, valuesQuery } from "../../../../api/values.ts";
import { EVERYONE, type Question } from "../../../../api/audience.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./inputs.module.css";

/** Where suggestions come from: the values of something, among the customers of the rest of the segment. */
export interface ValuesSource {
  readonly of: ValuesOf;
  readonly rest: () => Question;
}

interface SuggestedProps {
  /** Undefined: nothing can be suggested. */
  readonly source: ValuesSource | undefined;
  readonly search: string;
  /** What is chosen already is not offered. */
  readonly without?: ReadonlySet<string | number>;
  readonly onPick: (value: string) => void;
  /** The input. `picking`: Enter takes what the arrow keys chose. */
  readonly children: (input: { readonly open: () => void; readonly close: () => void; readonly picking: () => boolean }) => ReactNode;
}

const SHOWN = 20;
const PAUSE_MS = 150;

/** An input with the commonest values below it, and how many customers have each. */
export function Suggested({ source, search, without, onPick, children }: SuggestedProps) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [asked] = useDebouncedValue(search.trim(), PAUSE_MS);
  const opened = combobox.dropdownOpened && source !== undefined;
  const rest = useQuery({ ...queryOf(source, opened, asked), enabled: opened, placeholderData: keepPreviousData });
  // Where the rest of the segment is nobody, the values of everyone still help.
  const isNobody = rest.data?.receipt.count === 0;
  const everyone = useQuery({ ...valuesQuery(EVERYONE, source?.of ?? NOTHING, asked, SHOWN), enabled: opened && isNobody });
  const { data, error } = isNobody ? everyone : rest;
  const options = (data?.values ?? []).filter(({ value }) => without?.has(value) !== true);
  const nothing = data !== undefined && options.length === 0;
  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-start"
      hideDetached={false}
      shadow="md"
      onOptionSubmit={(value) => {
        onPick(value);
        combobox.resetSelectedOption();
      }}
    >
      <Combobox.Target>
        {children({
          open: combobox.openDropdown,
          close: combobox.closeDropdown,
          picking: () => opened && combobox.getSelectedOptionIndex() !== -1,
        })}
      </Combobox.Target>
      <Combobox.Dropdown hidden={!opened || error !== null || (nothing && asked === "")} onMouseDown={(event) => event.preventDefault()}>
        <Combobox.Options aria-label={texts.suggestions} className={classes.suggestions}>
          {options.map(({ value, count }) => (
            <Combobox.Option key={value} value={String(value)} className={classes.suggestion} aria-label={String(value)}>
              <span className={classes.suggestedValue}>{value}</span>
              <span className={classes.suggestedCount}>{formatCount(count)}</span>
            </Combobox.Option>
          ))}
          {nothing && <Combobox.Empty>{isNobody ? texts.noSuggestionAtAll : texts.noSuggestion}</Combobox.Empty>}
          {data === undefined && <Combobox.Empty>{texts.suggesting}</Combobox.Empty>}
        </Combobox.Options>
        {options.length > 0 && <Combobox.Footer className={classes.help}>{isNobody ? texts.suggestedFromAll : texts.suggestedFrom}</Combobox.Footer>}
      </Combobox.Dropdown>
    </Combobox>
  );
}

const NOTHING: ValuesOf = { attribute: "" };

function queryOf(source: ValuesSource | undefined, opened: boolean, search: string) {
  return valuesQuery(source && opened ? source.rest() : EVERYONE, source?.of ?? NOTHING, search, SHOWN);
}
