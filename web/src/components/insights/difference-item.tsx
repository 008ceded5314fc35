import { ActionIcon, Tooltip, UnstyledButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { Condition } from "../../../../src/segment/ast.ts";
import type { Question } from "../../api/audience.ts";
import type { About, Against, Difference, DifferenceGroup } from "../../api/insights.ts";
import { formatCount, formatShare } from "../../format/number.ts";
import { insights } from "../../texts/insights.ts";
import { CustomersButton } from "../open-customers/customers-button.tsx";
import classes from "./differences.module.css";
import { barLabels } from "./shown-bar.ts";
import { within } from "./within.ts";

const texts = insights.differences;
const points = new Intl.NumberFormat("en-GB", { signDisplay: "exceptZero", minimumFractionDigits: 1, maximumFractionDigits: 1 });

interface DifferenceItemProps {
  readonly group: DifferenceGroup;
  readonly question: Question;
  readonly name: string;
  readonly against: Against | undefined;
  readonly onAdd: (where: Condition) => void;
}

/** What is different of one attribute or event: the farthest, and on demand the others. */
export function DifferenceItem({ group: { about, differences }, ...props }: DifferenceItemProps) {
  const [all, setAll] = useState(false);
  const more = differences.length - 1;
  return (
    <li className={classes.group}>
      {(all ? differences : differences.slice(0, 1)).map((difference, place) => (
        <Row key={labelOf(difference)} about={about} isFirst={place === 0} difference={difference} {...props} />
      ))}
      {more > 0 && (
        <UnstyledButton className={classes.more} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? texts.fewer : texts.more(more)}
        </UnstyledButton>
      )}
    </li>
  );
}

interface RowProps extends Omit<DifferenceItemProps, "group"> {
  readonly about: About;
  /** Tells what all rows are about. */
  readonly isFirst: boolean;
  readonly difference: Difference;
}

function Row({ about, isFirst, difference, question, name, against, onAdd }: RowProps) {
  const { segment, rest, share, restShare, interval, where } = difference;
  const label = `${nameOf(about)}: ${labelOf(difference)}`;
  const others: Condition = { kind: "all", of: [...(against ? [{ kind: "segment", ...against } as const] : []), { kind: "not", of: question.where }, where] };
  const low = points.format(interval[0] * 100);
  const high = points.format(interval[1] * 100);
  return (
    <div className={classes.row}>
      <div className={classes.label}>
        {isFirst && <h2 className={classes.about}>{nameOf(about)}</h2>}
        {labelOf(difference)}
      </div>
      <Shares difference={difference} />
      <span className={classes.numbers}>
        <CustomersButton
          label={texts.open(label, formatCount(segment))}
          set={() => ({ title: texts.title(name, label), question: { ...question, where: within(question.where, where) } })}
        >
          <strong>{formatShare(share)}</strong>
        </CustomersButton>
        <CustomersButton label={texts.openOthers(label, formatCount(rest))} set={() => ({ title: texts.titleOthers(name, label), question: { ...question, where: others } })}>
          {formatShare(restShare)}
        </CustomersButton>
      </span>
      <span className={classes.points}>
        {texts.points(points.format(difference.difference * 100))}
        <small>{texts.interval(low, high)}</small>
      </span>
      <Tooltip label={texts.add(label)}>
        <ActionIcon variant="subtle" color="gray" aria-label={texts.add(label)} onClick={() => onAdd(where)}>
          <IconPlus size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

const WIDTH = 160;

/** Both shares on one line from nothing to all. */
function Shares({ difference: { share, restShare } }: { readonly difference: Difference }) {
  const x = (part: number): number => 4 + part * (WIDTH - 8);
  return (
    <svg className={classes.shares} viewBox={`0 0 ${WIDTH} 20`} width={WIDTH} height={20} aria-hidden>
      <line className={classes.axis} x1={4} x2={WIDTH - 4} y1={10} y2={10} />
      <line className={classes.between} x1={x(share)} x2={x(restShare)} y1={10} y2={10} />
      <rect className={classes.others} x={x(restShare) - 1} y={2} width={2} height={16} />
      <circle className={classes.here} cx={x(share)} cy={10} r={4} />
    </svg>
  );
}

export function nameOf(about: About): string {
  return about.kind === "attribute" ? about.attribute : about.event;
}

function labelOf({ of }: Difference): string {
  if (of.kind === "ever") return texts.ever;
  return of.kind === "lately" ? texts.lately : barLabels(of)[0];
}
