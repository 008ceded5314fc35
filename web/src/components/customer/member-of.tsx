import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { customerSegmentsQuery } from "../../api/customers.ts";
import { formatCount } from "../../format/number.ts";
import { common } from "../../texts/common.ts";
import { customers } from "../../texts/customers.ts";
import { segments as segmentTexts } from "../../texts/segments.ts";
import { ErrorNotice } from "../error-notice.tsx";
import classes from "./customer.module.css";

interface MemberOfProps {
  readonly customerKey: string;
  /** The id of the segment that is explained. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
}

const texts = customers.profile;

/** The saved segments that the customer is in; one that is pressed is explained. */
export function MemberOf({ customerKey, chosen, onChoose }: MemberOfProps) {
  const segments = useQuery(customerSegmentsQuery(customerKey));
  if (segments.error) return <ErrorNotice title={texts.segmentsFailed} error={segments.error} onRetry={() => void segments.refetch()} />;
  if (!segments.data) return <Skeleton height={54} mb={12} role="status" aria-label={common.loading} />;
  const { in: inSegments, broken, judged, total } = segments.data;
  if (total === 0) return <p className={classes.soft}>{segmentTexts.choice.noneSaved}</p>;
  const buttons = (list: typeof inSegments) => (
    <ul className={classes.memberOf}>
      {list.map(({ id, name }) => (
        <li key={id}>
          <button
            type="button"
            title={name}
            aria-label={texts.whySegment(name)}
            aria-pressed={id === chosen}
            onClick={() => onChoose(id === chosen ? undefined : id)}
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <p className={classes.soft}>
        {texts.inSegments(inSegments.length, formatCount(total))} {judged < total && texts.notAll(formatCount(judged))}
      </p>
      {buttons(inSegments)}
      {broken.length > 0 && (
        <>
          <p className={classes.soft}>{texts.broken(broken.length)}</p>
          {buttons(broken)}
        </>
      )}
    </>
  );
}
