import { Box } from "@mantine/core";
import type { Tag, TagColor } from "../../api/tags.ts";
import classes from "./tags.module.css";

/** A tag as it stands on a segment. */
export function TagChip({ tag }: { readonly tag: Pick<Tag, "name" | "color"> }) {
  return (
    <Box component="span" className={classes.chip} title={tag.name} __vars={colorOf(tag.color)}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.text}>{tag.name}</span>
    </Box>
  );
}

/** The dot alone, where the name stands beside it anyway. */
export function TagDot({ color }: { readonly color: TagColor }) {
  return <Box component="span" className={classes.dot} __vars={colorOf(color)} aria-hidden />;
}

function colorOf(color: TagColor) {
  return { "--tag": `var(--mantine-color-${color}-6)` };
}
