import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Question } from "../../api/audience.ts";
import { type Segment, segmentQuery } from "../../api/segments.ts";
import { customers as texts } from "../../texts/customers.ts";
import { ErrorNotice } from "../error-notice.tsx";
import { SegmentChoice } from "../segment-choice.tsx";
import { Why } from "../why/why.tsx";
import classes from "./customer.module.css";
import { MemberOf } from "./member-of.tsx";

interface CustomerSegmentsProps {
  readonly customerKey: string;
  readonly catalog: Catalog;
  readonly timeZone: string;
  /** The definition beside which the customer is looked at, explained until another is chosen. */
  readonly question: Question | undefined;
  /** The id of the saved segment that is explained. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

/** Why the customer is in a segment, or is not. */
export function CustomerSegments({ customerKey, catalog, timeZone, question, chosen, onChoose }: CustomerSegmentsProps) {
  const segment = useQuery({ ...segmentQuery(chosen ?? ""), enabled: chosen !== undefined });
  const asked = chosen === undefined ? question : segment.data && questionOf(segment.data);
  return (
    <section className={classes.section}>
      <Title order={2} className={classes.heading}>
        {texts.profile.segments}
      </Title>
      <MemberOf customerKey={customerKey} chosen={chosen} onChoose={onChoose} />
      <SegmentChoice
        chosen={chosen}
        onChoose={onChoose}
        label={texts.profile.chooseSegment}
        placeholder={texts.profile.chooseSegmentHint}
      />
      {chosen !== undefined && segment.error && <ErrorNotice error={segment.error} onRetry={() => void segment.refetch()} />}
      {asked && (
        <div className={classes.explained}>
          <h3 className={classes.explainedName}>
            {chosen === undefined ? texts.profile.thisDefinition : segment.data?.name}
            {chosen !== undefined && (
              <Link to="/segments/$id" params={{ id: chosen }} className={classes.link}>
                {texts.profile.openSegment}
              </Link>
            )}
          </h3>
          <Why question={asked} customerKey={customerKey} catalog={catalog} timeZone={timeZone} />
        </div>
      )}
    </section>
  );
}

function questionOf({ where, timeZone }: Segment): Question {
  return { where, ...(timeZone !== null && { ownTimeZone: timeZone }) };
}
