import { Loader, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { members as texts } from "../../texts/members.ts";
import classes from "./members.module.css";

interface MembersSearchProps {
  readonly search: string;
  /** What was asked for last is not shown yet. */
  readonly searching: boolean;
  readonly onSearch: (search: string) => void;
}

const PAUSE_MS = 200;

export function MembersSearch({ search, searching, onSearch }: MembersSearchProps) {
  const [typed, setTyped] = useState(search);
  const reported = useRef(search);
  const report = useDebouncedCallback((next: string) => {
    reported.current = next;
    onSearch(next);
  }, PAUSE_MS);
  // Another search than the one that was typed here: somebody went back, or followed a link.
  useEffect(() => {
    if (search !== reported.current) setTyped(search);
    reported.current = search;
  }, [search]);

  return (
    <TextInput
      type="search"
      className={classes.search}
      aria-label={texts.search}
      placeholder={texts.searchPlaceholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={searching ? <Loader size={14} aria-label={texts.searching} /> : undefined}
      maxLength={LONGEST}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        report(event.currentTarget.value.trim());
      }}
    />
  );
}

const LONGEST = 1000;
