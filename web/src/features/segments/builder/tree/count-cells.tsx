import { IconRefresh } from "@tabler/icons-react";
import { useContext } from "react";
import type { Path } from "../../../../../../src/errors.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";
import { formatCount } from "../../../../format/number.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./counts.module.css";
import { CountsContext, useTree } from "./tree-scope.ts";

interface CountCellsProps {
  /** The outermost node that the row stands for, its negations included. */
  readonly node: Node;
  readonly path: Path;
  readonly name: string;
}

const KINDS = ["alone", "after", "without"] as const;

/** What a condition does, in three exact counts; each opens its customers. */
export function CountCells({ node, path, name }: CountCellsProps) {
  const { open } = useTree();
  const counts = useContext(CountsContext);
  const current = counts?.state === "current";
  const own = counts?.of(node, path);
  return (
    <div
      className={classes.counts}
      role="group"
      aria-label={texts.countsOf(name)}
      aria-busy={counts?.state === "pending"}
      data-old={!current || undefined}
    >
      {KINDS.map((kind) => {
        const count = own?.[kind];
        const { label, hint } = texts.counts[kind];
        return (
          <span key={kind} className={classes.cell}>
            <span className={classes.small} aria-hidden>
              {label}
            </span>
            {typeof count === "number" ? (
              <button
                type="button"
                className={classes.count}
                disabled={!current}
                aria-label={texts.countLabel(label, formatCount(count))}
                title={hint}
                onClick={() => open(path, kind)}
              >
                {formatCount(count)}
              </button>
            ) : (
              <span className={classes.none}>–</span>
            )}
          </span>
        );
      })}
    </div>
  );
}

/** What stands above the counts, and whether they are of what is on the screen. */
export function CountsHead() {
  const counts = useContext(CountsContext);
  const pending = counts?.state === "pending";
  return (
    <div className={classes.head} data-old={counts?.state !== "current" || undefined}>
      <span className={classes.state} role="status">
        {pending && texts.countsPending}
        {counts?.error && (
          <button type="button" aria-label={texts.countsFailed} title={texts.countsFailed} onClick={counts.retry}>
            <IconRefresh size={14} />
          </button>
        )}
      </span>
      {KINDS.map((kind) => (
        <span key={kind} title={texts.counts[kind].hint}>
          {texts.counts[kind].label}
        </span>
      ))}
    </div>
  );
}
