import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Condition } from "../../../../src/segment/ast.ts";
import type { Question } from "../../api/audience.ts";
import { type Against, differencesQuery } from "../../api/insights.ts";
import { formatCount } from "../../format/number.ts";
import { insights } from "../../texts/insights.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { Teaching } from "../teaching.tsx";
import { DifferenceItem, nameOf } from "./difference-item.tsx";
import classes from "./differences.module.css";

const texts = insights.differences;

interface DifferenceListProps {
  readonly question: Question;
  readonly name: string;
  readonly against: Against | undefined;
  readonly baseName: string;
  readonly onAdd: (where: Condition) => void;
}

/** What makes the customers of a definition different from all others, the farthest first. */
export function DifferenceList({ question, name, against, baseName, onAdd }: DifferenceListProps) {
  const found = useQuery(differencesQuery(question, against));
  if (found.isPending) return <Skeleton height={420} />;
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  const { tests, tooFew, found: groups, leftOut } = found.data;
  if (tooFew) return <Teaching title={texts.tooFew} lead={texts.tooFewHint} />;
  return (
    <div className={classes.list}>
      {groups.length === 0 && <Teaching title={texts.none} lead={texts.noneHint(formatCount(tests))} />}
      {groups.length > 0 && (
        <>
          <p className={classes.lead}>{texts.lead(formatCount(tests), baseName)}</p>
          <ol className={classes.groups} aria-label={texts.rank}>
            {groups.map((group) => (
              <DifferenceItem key={nameOf(group.about)} group={group} question={question} name={name} against={against} onAdd={onAdd} />
            ))}
          </ol>
        </>
      )}
      {leftOut.length > 0 && <p className={classes.lead}>{texts.leftOut(leftOut.map(nameOf).join(", "))}</p>}
    </div>
  );
}
