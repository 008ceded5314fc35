import { Button, Checkbox, TextInput } from "@mantine/core";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { CountedTag, Tag } from "../../api/tags.ts";
import { formatCount } from "../../format/number.ts";
import { tags as texts } from "../../texts/tags.ts";
import { TagDot } from "./tag-chip.tsx";
import classes from "./tags.module.css";

interface TagChecklistProps {
  readonly tags: readonly CountedTag[];
  /** Whether all, some or none of what is tagged has it. */
  readonly stateOf: (tag: Tag) => "all" | "some" | "none";
  readonly onToggle: (tag: Tag) => void;
  /** Left out: tags are only chosen. */
  readonly onCreate?: ((name: string) => void) | undefined;
  readonly busy?: boolean;
}

const MANY = 8;

/** Tags to tick, with a search, from which a new one is made as well. */
export function TagChecklist({ tags, stateOf, onToggle, onCreate, busy = false }: TagChecklistProps) {
  const [typed, setTyped] = useState("");
  const wanted = typed.trim();
  const found = tags.filter(({ name }) => folded(name).includes(folded(wanted)));
  const isNew = onCreate && wanted !== "" && !tags.some(({ name }) => folded(name) === folded(wanted));
  const create = () => {
    if (!isNew || busy) return;
    onCreate(wanted);
    setTyped("");
  };

  return (
    <div>
      {(onCreate !== undefined || tags.length > MANY) && (
        <TextInput
          data-autofocus
          size="sm"
          maxLength={50}
          aria-label={onCreate ? texts.searchOrCreate : texts.search}
          placeholder={onCreate ? texts.searchOrCreate : texts.search}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") create();
          }}
        />
      )}
      <ul className={classes.list}>
        {found.map((tag) => {
          const state = stateOf(tag);
          return (
            <li key={tag.id}>
              <label className={classes.option}>
                <Checkbox
                  size="xs"
                  checked={state === "all"}
                  indeterminate={state === "some"}
                  onChange={() => onToggle(tag)}
                  aria-label={state === "some" ? `${tag.name}, ${texts.some}` : tag.name}
                />
                <TagDot color={tag.color} />
                {tag.name}
                <small>{formatCount(tag.segments)}</small>
              </label>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && !isNew && <div className={classes.none}>{tags.length === 0 ? texts.noneYet : texts.noneFound}</div>}
      {isNew && (
        <Button variant="subtle" size="compact-sm" mt={4} leftSection={<IconPlus size={14} />} loading={busy} onClick={create}>
          {texts.createNamed(wanted)}
        </Button>
      )}
    </div>
  );
}

function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
