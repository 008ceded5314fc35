import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import classes from "./panel.module.css";

interface PanelSectionProps {
  /** Names it among the sections whose state is kept on this device. */
  readonly name: "words" | "test" | "tags" | "people" | "notes" | "exports" | "uses" | "more";
  readonly title: string;
  /** What can be done, beside the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** Where the panel stands below the builder. */
const NARROW = "(max-width: 68.75em)";

/** A part of the panel, which can be closed; on a narrow screen it is, until it is opened. */
export function PanelSection({ name, title, action, children }: PanelSectionProps) {
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const [kept, keep] = useLocalStorage<"open" | "closed" | undefined>({
    key: `coterie-panel-${narrow ? "narrow" : "wide"}-${name}`,
    getInitialValueInEffect: false,
    serialize: String,
    deserialize: (text) => (text === "open" || text === "closed" ? text : undefined),
  });
  const open = kept === undefined ? !narrow : kept === "open";
  const id = useId();
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <section aria-labelledby={id}>
      <div className={classes.head}>
        <h2 className={classes.heading} id={id}>
          <button type="button" className={classes.toggle} aria-expanded={open} onClick={() => keep(open ? "closed" : "open")}>
            <Icon size={14} aria-hidden />
            {title}
          </button>
        </h2>
        {open && action !== undefined && <div className={classes.action}>{action}</div>}
      </div>
      {open && children}
    </section>
  );
}
