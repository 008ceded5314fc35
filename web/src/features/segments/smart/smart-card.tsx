import { Button, Progress, Skeleton, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Condition } from "../../../../../src/segment/ast.ts";
import type { Receipt } from "../../../api/receipt.ts";
import type { SmartCard as Card } from "../../../api/smart.ts";
import { formatCount, formatShare } from "../../../format/number.ts";
import { smart as texts } from "../../../texts/smart.ts";
import classes from "./smart.module.css";
import { SmartPicture } from "./smart-picture.tsx";

interface SmartCardProps {
  readonly card: Card;
  readonly picture: string;
  /** Undefined: not counted yet. */
  readonly receipt: Receipt | undefined;
  readonly counting: boolean;
  readonly copying: boolean;
  readonly onCopy: (where: Condition) => void;
}

export function SmartCard({ card, picture, receipt, counting, copying, onCopy }: SmartCardProps) {
  const { id, name, where, short, missing } = card;
  return (
    <li className={classes.card} data-missing={where === null || undefined}>
      <SmartPicture name={picture} />
      <div className={classes.body}>
        <h3 className={classes.name}>{name}</h3>
        <Text size="sm" c="dimmed" lineClamp={3} title={short ?? undefined}>
          {short ?? texts.missing(missing)}
        </Text>
        {where !== null && (
          <>
            <Size receipt={receipt} counting={counting} />
            <div className={classes.actions}>
              <Link
                to="/segments/$id"
                params={{ id: "new" }}
                search={{ smart: id, tab: "customers" }}
                className={classes.link}
                aria-label={texts.customersOf(name)}
              >
                {texts.customers}
              </Link>
              <Button variant="subtle" size="compact-sm" loading={copying} onClick={() => onCopy(where)} aria-label={texts.copyOf(name)}>
                {texts.copy}
              </Button>
            </div>
          </>
        )}
      </div>
    </li>
  );
}

function Size({ receipt, counting }: { readonly receipt: Receipt | undefined; readonly counting: boolean }) {
  if (!receipt) {
    if (!counting) return null;
    return (
      <div role="status" aria-label={texts.counting} className={classes.size}>
        <Skeleton height={6} />
        <Skeleton height={14} width={90} mt={6} />
      </div>
    );
  }
  const [count, share] = [formatCount(receipt.count), formatShare(receipt.share)];
  return (
    <div className={classes.size}>
      <Progress value={receipt.share * 100} size={6} aria-label={texts.size(count, share)} />
      <div className={classes.numbers}>
        <strong>{count}</strong> <span>{share}</span>
      </div>
    </div>
  );
}
