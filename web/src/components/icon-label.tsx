import { VisuallyHidden } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import classes from "./icon-label.module.css";

/** An icon that is read out as a word. */
export function IconLabel({ icon: Shape, label }: { readonly icon: Icon; readonly label: string }) {
  return (
    <span className={classes.box} title={label}>
      <Shape size={15} stroke={1.8} aria-hidden />
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
}
