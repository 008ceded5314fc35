import { Combobox, useCombobox } from "@mantine/core";
import { useId } from "react";
import classes from "./inputs.module.css";

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What stands in the sentence when it is chosen; left out: the label. */
  readonly word?: string;
  readonly help?: string;
}

interface ChoiceProps<T extends string> {
  /** The accessible name. */
  readonly label: string;
  readonly value: T;
  readonly options: readonly ChoiceOption<T>[];
  readonly onChange: (value: T) => void;
  /** Shown when the value is none of the options. */
  readonly fallback?: string;
  readonly invalid?: boolean;
}

/** A word of the sentence that opens into the words that could stand in its place. */
export function Choice<T extends string>({ label, value, options, onChange, fallback, invalid }: ChoiceProps<T>) {
  const helpId = useId();
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.updateSelectedOptionIndex("active"),
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const chosen = options.find((option) => option.value === value);

  return (
    <Combobox
      store={combobox}
      width="max-content"
      position="bottom-start"
      hideDetached={false}
      shadow="md"
      onOptionSubmit={(submitted) => {
        const next = options.find((option) => option.value === submitted);
        combobox.closeDropdown();
        if (next && next.value !== value) onChange(next.value);
      }}
    >
      <Combobox.Target targetType="button" withExpandedAttribute>
        <button
          type="button"
          className={classes.word}
          aria-label={label}
          aria-invalid={invalid || undefined}
          aria-describedby={chosen?.help ? helpId : undefined}
          onClick={() => combobox.toggleDropdown()}
        >
          {chosen?.word ?? chosen?.label ?? fallback ?? value}
        </button>
      </Combobox.Target>
      {chosen?.help && (
        <span id={helpId} hidden>
          {chosen.help}
        </span>
      )}
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} className={classes.options} tabIndex={0}>
          {options.map((option) => (
            <Combobox.Option key={option.value} value={option.value} active={option.value === value} aria-label={option.label}>
              <span className={classes.option}>{option.label}</span>
              {option.help && <span className={classes.help}>{option.help}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
