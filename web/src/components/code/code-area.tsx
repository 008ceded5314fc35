import { useMemo, useRef } from "react";
import classes from "./code.module.css";

interface CodeAreaProps {
  readonly label: string;
  readonly text: string;
  /** Lines, from 1, with something to mend. */
  readonly wrong: ReadonlySet<number>;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}

const LINE = 20;
/** So many lines are numbered at most. */
const NUMBERED = 6_000;

/** Text with its lines numbered. */
export function CodeArea({ label, text, wrong, onChange, onLeave }: CodeAreaProps) {
  const gutter = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => text.split("\n").length, [text]);
  const shown = Math.min(Math.max(lines, 8), 34);
  return (
    <div className={classes.area} style={{ height: shown * LINE + 24 }}>
      <div className={classes.gutter} aria-hidden>
        <div ref={gutter}>
          {Array.from({ length: Math.min(lines, NUMBERED) }, (_, index) => (
            <div key={index} data-wrong={wrong.has(index + 1) || undefined}>
              {index + 1}
            </div>
          ))}
        </div>
      </div>
      <textarea
        className={classes.text}
        aria-label={label}
        aria-invalid={wrong.size > 0 || undefined}
        wrap="off"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onLeave}
        onScroll={(event) => {
          if (gutter.current) gutter.current.style.transform = `translateY(${-event.currentTarget.scrollTop}px)`;
        }}
      />
    </div>
  );
}
