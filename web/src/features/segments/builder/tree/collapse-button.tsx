import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./tree.module.css";

interface CollapseButtonProps {
  readonly collapsed: boolean;
  readonly onToggle: () => void;
  /** How much is in it, in words. */
  readonly holds: string;
}

/** Hides what is in a group or a filter, and says how much that is. */
export function CollapseButton({ collapsed, onToggle, holds }: CollapseButtonProps) {
  const Icon = collapsed ? IconChevronRight : IconChevronDown;
  return (
    <button
      type="button"
      className={classes.collapse}
      aria-expanded={!collapsed}
      aria-label={collapsed ? texts.expand(holds) : texts.collapse(holds)}
      title={collapsed ? texts.expand(holds) : texts.collapse(holds)}
      onClick={onToggle}
    >
      <Icon size={15} aria-hidden />
      {collapsed && holds}
    </button>
  );
}
