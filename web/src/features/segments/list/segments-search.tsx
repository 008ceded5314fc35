import { Kbd, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { segments as texts } from "../../../texts/segments.ts";
import classes from "./segments-search.module.css";

interface SegmentsSearchProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

const PAUSE_MS = 200;

export function SegmentsSearch({ search, onSearch }: SegmentsSearchProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(search);
  const report = useDebouncedCallback(onSearch, PAUSE_MS);
  useEffect(() => setTyped(search), [search]);
  useHotkeys([["/", () => input.current?.focus()]]);

  return (
    <TextInput
      ref={input}
      type="search"
      className={classes.search}
      aria-label={texts.search}
      placeholder={texts.searchPlaceholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={<Kbd size="xs" aria-hidden>/</Kbd>}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        report(event.currentTarget.value.trim());
      }}
    />
  );
}
