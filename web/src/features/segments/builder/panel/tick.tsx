import { IconCheck, IconMinus, IconQuestionMark, IconX } from "@tabler/icons-react";
import { panel } from "../../../../texts/panel.ts";
import classes from "./panel.module.css";

interface TickProps {
  readonly customerKey: string;
  /** Null: there is no such customer. Undefined: it is not known yet. */
  readonly isIn: boolean | null | undefined;
  /** Shows why. */
  readonly onOpen: () => void;
}

const texts = panel.test;

/** A customer, in or out. */
export function Tick({ customerKey, isIn, onOpen }: TickProps) {
  if (isIn === null) {
    return (
      <span className={classes.tick}>
        <IconQuestionMark size={14} aria-hidden className={classes.mark} />
        <span className={classes.key}>{customerKey}</span> <small className={classes.small}>{texts.missing}</small>
      </span>
    );
  }
  const Icon = isIn === undefined ? IconMinus : isIn ? IconCheck : IconX;
  const state = isIn === undefined ? "…" : isIn ? texts.isIn : texts.isOut;
  return (
    <button type="button" className={classes.tick} aria-label={texts.why(customerKey, state)} onClick={onOpen}>
      <span className={classes.mark} data-in={isIn}>
        <Icon size={13} stroke={2.6} aria-hidden />
      </span>
      <span className={classes.key}>{customerKey}</span> <small className={classes.small}>{state}</small>
    </button>
  );
}
