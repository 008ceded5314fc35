import { Button, Checkbox, Popover, ScrollArea, Text, TextInput } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { useState } from "react";
import type { Attribute } from "../../../../src/catalog/types.ts";
import { members as texts } from "../../texts/members.ts";
import { keepEscape } from "../escape.ts";

interface ColumnPickerProps {
  readonly attributes: readonly Attribute[];
  readonly columns: readonly string[];
  readonly onColumns: (columns: readonly string[]) => void;
}

export function ColumnPicker({ attributes, columns, onColumns }: ColumnPickerProps) {
  const [search, setSearch] = useState("");
  const asked = search.trim().toLowerCase();
  const found = attributes.filter(({ name }) => name.toLowerCase().includes(asked));
  const toggle = (name: string) => {
    const shown = columns.includes(name);
    const wanted = attributes.filter((one) => (one.name === name ? !shown : columns.includes(one.name)));
    onColumns(wanted.map((one) => one.name));
  };

  return (
    <Popover position="bottom-end" shadow="md" width={260} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconColumns3 size={16} />}
          aria-label={texts.columnsShown(columns.length)}
        >
          {texts.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown onKeyDown={keepEscape} aria-label={texts.columns}>
        <TextInput
          aria-label={texts.columnsSearch}
          placeholder={texts.columnsSearch}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          data-autofocus
        />
        <ScrollArea.Autosize mah={320} mt="xs" type="auto">
          {found.length === 0 && (
            <Text size="sm" c="dimmed" py="xs">
              {texts.columnsNone}
            </Text>
          )}
          {found.map(({ name }) => (
            <Checkbox
              key={name}
              py={5}
              label={name}
              checked={columns.includes(name)}
              onChange={() => toggle(name)}
              styles={{ label: { overflowWrap: "anywhere" } }}
            />
          ))}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
