import { ActionIcon, Anchor, Button, Kbd, Menu, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp, IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { RefObject } from "react";
import type { Segment } from "../../../api/segments.ts";
import { builder as texts } from "../../../texts/builder.ts";
import { FeatureItem } from "../featured/feature-item.tsx";
import classes from "./editor-header.module.css";

interface EditorHeaderProps {
  readonly name: string;
  /** Undefined: not saved yet. */
  readonly saved: Pick<Segment, "id" | "name"> | undefined;
  readonly nameField: RefObject<HTMLInputElement | null>;
  readonly onName: (name: string) => void;
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly onSave: () => void;
  /** Undefined: there is nothing to compare. */
  readonly onPreview: (() => void) | undefined;
  /** Undefined: there is nothing to take back, to do again, to copy or to delete. */
  readonly onUndo: (() => void) | undefined;
  readonly onRedo: (() => void) | undefined;
  readonly onCopy: (() => void) | undefined;
  readonly copying: boolean;
  readonly onDelete: (() => void) | undefined;
}

/** The name of the segment, edited in place, and what can be done with it. */
export function EditorHeader(props: EditorHeaderProps) {
  const { name, saved, nameField, onName, dirty, saving, onSave, onPreview, onUndo, onRedo, onCopy, copying, onDelete } = props;
  return (
    <header className={classes.top}>
      <div className={classes.title}>
        <Anchor component={Link} to="/segments" className={classes.crumb}>
          {texts.crumb}
        </Anchor>
        <span aria-hidden>/</span>
        <input
          ref={nameField}
          className={classes.name}
          aria-label={texts.name}
          placeholder={texts.namePlaceholder}
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => onName(event.currentTarget.value)}
        />
      </div>
      <div className={classes.actions}>
        <span className={classes.state} role="status">
          {dirty ? texts.unsaved : ""}
        </span>
        {onPreview && (
          <Button variant="subtle" color="gray" px={8} onClick={onPreview}>
            {texts.before.show}
          </Button>
        )}
        <Tooltip label={texts.undo}>
          <ActionIcon
            className={classes.step}
            size={36}
            variant="subtle"
            color="gray"
            aria-label={texts.undo}
            onClick={onUndo}
            disabled={!onUndo}
          >
            <IconArrowBackUp size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={texts.redo}>
          <ActionIcon
            className={classes.step}
            size={36}
            variant="subtle"
            color="gray"
            aria-label={texts.redo}
            onClick={onRedo}
            disabled={!onRedo}
          >
            <IconArrowForwardUp size={18} />
          </ActionIcon>
        </Tooltip>
        {onCopy && (
          <Button variant="default" leftSection={<IconCopy size={16} />} onClick={onCopy} loading={copying}>
            {dirty ? texts.saveAsCopy : texts.copy}
          </Button>
        )}
        {onDelete && (
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon size={36} variant="default" aria-label={texts.more}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {saved && <FeatureItem segment={saved} />}
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={onDelete}>
                {texts.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
        <Button onClick={onSave} loading={saving} rightSection={<Kbd size="xs" aria-hidden className={classes.keys}>{texts.saveKeys}</Kbd>}>
          {texts.save}
        </Button>
      </div>
    </header>
  );
}
