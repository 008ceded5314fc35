import { Progress, Skeleton, Text } from "@mantine/core";
import type { HTMLAttributes, ReactNode } from "react";
import { formatCount, formatShare } from "../../../format/number.ts";
import { smart as texts } from "../../../texts/smart.ts";
import classes from "./smart.module.css";
import { SmartPicture } from "./smart-picture.tsx";

interface ReadyCardProps {
  readonly name: string;
  readonly picture: string;
  /** What it says: who is in, or what keeps it from being counted. */
  readonly lead: string;
  /** Whether it is defined at all. */
  readonly usable: boolean;
  readonly faded?: boolean;
  /** Stands beside the name. */
  readonly mark?: string | undefined;
  /** Undefined: not counted. */
  readonly size: { readonly count: number; readonly share: number } | undefined;
  readonly counting: boolean;
  /** More of what it says; left out: the lead itself. */
  readonly hint?: string | undefined;
  /** What makes it be dragged to another place. */
  readonly drag?: (HTMLAttributes<HTMLLIElement> & { readonly "data-over"?: boolean | undefined }) | undefined;
  readonly children: ReactNode;
}

/** A segment that is ready to be used, as a card with a picture. */
export function ReadyCard({ name, picture, lead, usable, faded = false, mark, size, counting, hint = lead, drag, children }: ReadyCardProps) {
  return (
    <li className={classes.card} data-missing={!usable || undefined} data-faded={faded || undefined} {...drag}>
      <SmartPicture name={picture} />
      <div className={classes.body}>
        <h3 className={classes.name} title={name} dir="auto">
          {name} {mark !== undefined && <span className={classes.mark}>{mark}</span>}
        </h3>
        <Text size="sm" c="dimmed" lineClamp={3} title={hint}>
          {lead}
        </Text>
        {usable && <Size size={size} counting={counting} />}
        <div className={classes.actions}>{children}</div>
      </div>
    </li>
  );
}

function Size({ size, counting }: Pick<ReadyCardProps, "size" | "counting">) {
  if (!size) {
    if (!counting) return null;
    return (
      <div role="status" aria-label={texts.counting} className={classes.size}>
        <Skeleton height={6} />
        <Skeleton height={14} width={90} mt={6} />
      </div>
    );
  }
  const [count, share] = [formatCount(size.count), formatShare(size.share)];
  return (
    <div className={classes.size}>
      <Progress value={size.share * 100} size={6} aria-label={texts.size(count, share)} />
      <div className={classes.numbers}>
        <strong>{count}</strong> <span>{share}</span>
      </div>
    </div>
  );
}
