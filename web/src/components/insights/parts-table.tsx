import { Skeleton } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import type { Condition } from "../../../../src/segment/ast.ts";
import { countQuery, type Question } from "../../api/audience.ts";
import { formatCount, formatShare } from "../../format/number.ts";
import { insights } from "../../texts/insights.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { CustomersButton } from "../open-customers/customers-button.tsx";
import { SaveAsSegment } from "../open-customers/save-as-segment.tsx";
import classes from "./overlap.module.css";

const texts = insights.split;

/** A part of a segment. */
export interface Part {
  readonly name: string;
  readonly where: Condition;
}

interface PartsTableProps {
  readonly question: Question;
  /** Of the whole segment. */
  readonly name: string;
  readonly parts: readonly Part[];
}

/** The parts with their exact sizes; each can be kept as a segment. */
export function PartsTable({ question, name, parts }: PartsTableProps) {
  const counts = useQueries({ queries: parts.map(({ where }) => countQuery({ ...question, where })) });
  const whole = counts.reduce((sum, { data }) => sum + (data?.count ?? 0), 0);
  const failed = counts.find(({ error }) => error !== null);
  if (failed?.error) return <ErrorNotice error={failed.error} onRetry={() => void Promise.all(counts.map(({ refetch }) => refetch()))} />;
  const isWhole = counts.every(({ data }) => data !== undefined);
  return (
    <div className={classes.scroll}>
      <table className={classes.parts}>
        <thead>
          <tr>
            <th scope="col">{texts.columns.part}</th>
            <th scope="col">{texts.columns.size}</th>
            <th scope="col">{texts.columns.share}</th>
            <th scope="col">{texts.columns.save}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, place) => {
            const count = counts[place]?.data?.count;
            const set = { title: texts.title(name, part.name), question: { ...question, where: part.where } };
            return (
              <tr key={`${place} ${JSON.stringify(part.where)}`}>
                <th scope="row">{part.name}</th>
                <td>
                  {count === undefined ? (
                    <Skeleton height={14} width={60} />
                  ) : (
                    <CustomersButton label={texts.size(part.name, formatCount(count))} set={() => set}>
                      {formatCount(count)}
                    </CustomersButton>
                  )}
                </td>
                <td>{count !== undefined && isWhole && whole > 0 ? formatShare(count / whole) : "–"}</td>
                <td>
                  <SaveAsSegment set={set} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
