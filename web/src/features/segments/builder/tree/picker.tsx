import { Combobox, useCombobox } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import { bestMatches } from "../../../../format/best-matches.ts";
import { formatCount } from "../../../../format/number.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { type Saved, useSavedOptions } from "./saved-options.ts";
import { useAttributeHints } from "./use-attribute-hints.ts";
import classes from "./picker.module.css";

export interface PickerOption {
  /** Unique among all groups. */
  readonly value: string;
  readonly label: string;
  /** Its type, or how many there are. */
  readonly detail: string;
}

export interface PickerGroup {
  readonly label: string;
  readonly options: readonly PickerOption[];
}

interface PickerProps {
  readonly label: string;
  readonly search: string;
  readonly groups: readonly PickerGroup[];
  /** What is saved is offered too, found by its name. */
  readonly saved?: readonly Saved[];
  readonly onPick: (value: string) => void;
  /** What stands on the button; left out: the label. */
  readonly children?: React.ReactNode;
  readonly className?: string | undefined;
  readonly invalid?: boolean;
}

const SHOWN = 100;
const NONE: readonly Saved[] = [];

/** A button that opens a searchable list of what a condition can be about. */
export function Picker({ label, search, groups, saved = NONE, onPick, children, className, invalid }: PickerProps) {
  const [asked, setAsked] = useState("");
  /** Where the keyboard goes after a choice is the caller's to say. */
  const picked = useRef(false);
  const combobox = useCombobox({
    onDropdownOpen: () => {
      combobox.focusSearchInput();
    },
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      if (!picked.current) combobox.focusTarget();
      picked.current = false;
      setAsked("");
    },
  });
  const { dropdownOpened, selectFirstOption } = combobox;
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // As high as it opened: where it opened upwards, the search field would go down with every letter.
    if (dropdownOpened && list.current) list.current.style.minHeight = `${list.current.offsetHeight}px`;
  }, [dropdownOpened]);
  useLayoutEffect(() => {
    if (dropdownOpened) selectFirstOption();
  }, [asked, dropdownOpened, selectFirstOption]);
  const hints = useAttributeHints(dropdownOpened);
  // A closed one, of which there are many, looks for nothing.
  const found = useSavedOptions(asked, dropdownOpened ? saved : NONE);
  const offered = dropdownOpened ? [...groups, ...found] : [];
  const shown = offered.map((group) => ({ ...group, options: bestMatches(group.options, asked) }));
  const hidden = shown.reduce((sum, { options }) => sum + Math.max(0, options.length - SHOWN), 0);

  return (
    <Combobox
      store={combobox}
      width={340}
      position="bottom-start"
      hideDetached={false}
      shadow="md"
      onOptionSubmit={(value) => {
        picked.current = true;
        combobox.closeDropdown();
        onPick(value);
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <button
          type="button"
          className={className ?? classes.button}
          aria-label={label}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          aria-invalid={invalid || undefined}
          onClick={() => combobox.toggleDropdown()}
        >
          {children ?? label}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {combobox.dropdownOpened && (
          <>
            <Combobox.Search
              value={asked}
              aria-label={search}
              placeholder={search}
              onChange={(event) => setAsked(event.currentTarget.value)}
            />
            <Combobox.Options ref={list} aria-label={label} className={classes.options} tabIndex={0}>
              {shown
                .filter(({ options }) => options.length > 0)
                .map((group) => (
                  <Combobox.Group key={group.label} label={group.label}>
                    {group.options.slice(0, SHOWN).map((option) => (
                      <Combobox.Option key={option.value} value={option.value} className={classes.option} aria-label={option.label}>
                        <span className={classes.label}>{option.label}</span>
                        <span className={classes.detail}>{option.detail}</span>
                        {hints.has(option.value) && <span className={classes.hint}>{hints.get(option.value)}</span>}
                      </Combobox.Option>
                    ))}
                  </Combobox.Group>
                ))}
              {shown.every(({ options }) => options.length === 0) && <Combobox.Empty>{texts.nothing}</Combobox.Empty>}
            </Combobox.Options>
            {hidden > 0 && <Combobox.Footer>{texts.more(formatCount(hidden))}</Combobox.Footer>}
          </>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
