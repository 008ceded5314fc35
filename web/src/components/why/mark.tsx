import { VisuallyHidden } from "@mantine/core";
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { why as texts } from "../../texts/why.ts";
import classes from "./why.module.css";

interface MarkProps {
  /** Null: it is switched off. */
  readonly holds: boolean | null;
  /** Whether it made the result what it is. */
  readonly decided: boolean;
}

/** Whether a node of a definition holds. */
export function Mark({ holds, decided }: MarkProps) {
  const Shape = holds === null ? IconMinus : holds ? IconCheck : IconX;
  const word = holds === null ? texts.off : holds ? texts.holds : texts.fails;
  return (
    <span className={classes.mark} data-holds={holds ?? "off"} data-decided={decided || undefined} title={decided ? `${word}: ${texts.decided}` : word}>
      <Shape size={13} stroke={2.6} aria-hidden />
      <VisuallyHidden>{decided ? `${word}, ${texts.decided}: ` : `${word}: `}</VisuallyHidden>
    </span>
  );
}
