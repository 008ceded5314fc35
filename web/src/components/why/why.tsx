import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Question } from "../../api/audience.ts";
import { type Explanation, explainQuery } from "../../api/explain.ts";
import { formatAhead, formatMoment } from "../../format/time.ts";
import { common } from "../../texts/common.ts";
import { why as texts } from "../../texts/why.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { WhyTree } from "./why-tree.tsx";
import classes from "./why.module.css";

interface WhyProps {
  readonly question: Question;
  readonly customerKey: string;
  readonly catalog: Catalog;
  /** The zone in which times are shown. */
  readonly timeZone: string;
}

/** Why a customer is in, or is not: the verdict, what time alone will change, and the definition's tree with what decided each condition. */
export function Why({ question, customerKey, catalog, timeZone }: WhyProps) {
  const explained = useQuery(explainQuery(question, customerKey));
  if (explained.error) return <ErrorNotice title={texts.failed} error={explained.error} onRetry={() => void explained.refetch()} />;
  if (!explained.data) return <Skeleton height={170} role="status" aria-label={common.loading} />;
  const { isIn, tree, now } = explained.data;
  return (
    <div className={classes.why}>
      <p className={classes.verdict}>
        <span className={classes.badge} data-holds={isIn}>
          {isIn ? texts.isIn : texts.isOut}
        </span>
        <span>{changeText(explained.data, timeZone)}</span>
        <span className={classes.soft}>{texts.asOf(formatMoment(now, timeZone))}</span>
      </p>
      <WhyTree where={question.where} tree={tree} catalog={catalog} timeZone={timeZone} />
    </div>
  );
}

function changeText({ change, now }: Explanation, timeZone: string): string {
  const { at, becomes, searchedUntil } = change;
  if (at !== null) {
    const say = becomes === "in" ? texts.enters : texts.leaves;
    return say(formatMoment(at, timeZone), formatAhead(at, Date.parse(now)));
  }
  return searchedUntil === null ? texts.never : texts.notBefore(formatMoment(searchedUntil, timeZone));
}
