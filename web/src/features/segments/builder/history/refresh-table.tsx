import { Button, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import type { DoneRefresh, Refresh } from "../../../../api/history.ts";
import { CustomersButton } from "../../../../components/open-customers/customers-button.tsx";
import type { OpenedSet } from "../../../../components/open-customers/opened-set.ts";
import { formatCount } from "../../../../format/number.ts";
import { formatMoment } from "../../../../format/time.ts";
import { history } from "../../../../texts/history.ts";
import classes from "./history.module.css";

interface RefreshTableProps {
  /** The newest first. */
  readonly refreshes: readonly Refresh[];
  readonly timeZone: string;
  readonly setOf: (refresh: DoneRefresh, side: "entered" | "left") => OpenedSet;
}

const texts = history.sizes;
const SHOWN = 5;

/** The refreshes as numbers, each of which opens its customers. */
export function RefreshTable({ refreshes, timeZone, setOf }: RefreshTableProps) {
  const [all, setAll] = useState(false);
  return (
    <>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={texts.table}>
        <table className={classes.table} aria-label={texts.table}>
          <thead>
            <tr>
              <th scope="col">{texts.columns.time}</th>
              <th scope="col">{texts.columns.size}</th>
              <th scope="col">{texts.columns.entered}</th>
              <th scope="col">{texts.columns.left}</th>
              <th scope="col">
                <VisuallyHidden>{texts.columns.why}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {refreshes.slice(0, all ? undefined : SHOWN).map((refresh) => (
              <Row key={refresh.id} refresh={refresh} timeZone={timeZone} setOf={setOf} />
            ))}
          </tbody>
        </table>
      </div>
      {!all && refreshes.length > SHOWN && (
        <Button size="compact-sm" variant="subtle" mt={6} onClick={() => setAll(true)}>
          {texts.more}
        </Button>
      )}
    </>
  );
}

function Row({ refresh, timeZone, setOf }: Omit<RefreshTableProps, "refreshes"> & { readonly refresh: Refresh }) {
  const cause = refresh.by === null ? texts.cause[refresh.cause] : texts.by(refresh.by.name);
  if (refresh.status === "failed") {
    return (
      <tr>
        <td>{formatMoment(refresh.at, timeZone)}</td>
        <td colSpan={3} className={classes.failed}>
          {texts.failed}: {refresh.problem.message} {refresh.problem.hint}
        </td>
        <td className={classes.cause}>{cause}</td>
      </tr>
    );
  }
  const time = formatMoment(refresh.receipt.now, timeZone);
  return (
    <tr>
      <td>{time}</td>
      <td>{formatCount(refresh.receipt.count)}</td>
      {(["entered", "left"] as const).map((side) => (
        <td key={side}>
          <Count count={refresh[side]} said={(count) => texts[side](count, time)} set={() => setOf(refresh, side)} />
        </td>
      ))}
      <td className={classes.cause}>
        {refresh.redefined && <span className={classes.redefined}>{texts.redefined}</span>} {cause}
      </td>
    </tr>
  );
}

interface CountProps {
  /** Null: there is nothing to compare with. */
  readonly count: number | null;
  readonly said: (count: string) => string;
  readonly set: () => OpenedSet;
}

function Count({ count, said, set }: CountProps) {
  if (count === null) return "–";
  if (count === 0) return "0";
  return (
    <CustomersButton label={said(formatCount(count))} set={set}>
      {formatCount(count)}
    </CustomersButton>
  );
}
