import { Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type DoneRefresh, refreshesQuery } from "../../../../api/history.ts";
import { Sparkline } from "../../../../components/sparkline.tsx";
import { formatChange, formatCount } from "../../../../format/number.ts";
import { formatDate } from "../../../../format/time.ts";
import { panel as texts } from "../../../../texts/panel.ts";
import classes from "./panel.module.css";

interface SizeLineProps {
  readonly id: string;
  /** What is on the screen is not what is saved: its size is not compared with sizes of before. */
  readonly dirty: boolean;
}

/** How the size of the saved segment went, from refresh to refresh. */
export function SizeLine({ id, dirty }: SizeLineProps) {
  const { data, error } = useInfiniteQuery(refreshesQuery(id));
  if (error) return <p className={classes.line}>{texts.line.failed}</p>;
  if (!data) return <Skeleton height={44} mt={8} />;
  const done = data.pages.flatMap(({ refreshes }) => refreshes.filter((one): one is DoneRefresh => one.status === "done")).toReversed();
  const [first, last] = [done[0], done.at(-1)];
  if (first === undefined || last === undefined || first === last) {
    return <p className={classes.line}>{first === undefined ? texts.line.none : texts.line.one}</p>;
  }
  const since = formatDate(first.receipt.now.slice(0, 10));
  const change = last.receipt.count - first.receipt.count;
  return (
    <div className={classes.line}>
      <Sparkline
        points={done.map(({ receipt }) => [Date.parse(receipt.now), receipt.count] as const)}
        label={texts.line.label(formatCount(first.receipt.count), formatCount(last.receipt.count), since)}
        width={110}
      />
      <span className={classes.small}>{dirty ? texts.line.ofSaved : change === 0 ? texts.line.same(since) : texts.line.since(formatChange(change), since)}</span>
    </div>
  );
}
