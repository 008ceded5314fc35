import { Button, Skeleton } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import { describeShort } from "../../../../../../src/segment/describe.ts";
import type { Revision } from "../../../../api/history.ts";
import type { Receipt } from "../../../../api/receipt.ts";
import { CustomersButton } from "../../../../components/open-customers/customers-button.tsx";
import { formatCount } from "../../../../format/number.ts";
import { formatAgo, formatMoment } from "../../../../format/time.ts";
import { history } from "../../../../texts/history.ts";
import type { ReferredNames } from "../referred-names.ts";
import { ChangeList } from "./change-list.tsx";
import changes from "./changes.module.css";
import classes from "./history.module.css";

interface RevisionItemProps {
  readonly revision: Revision;
  /** The one before; undefined: it is the first. */
  readonly before: Revision | undefined;
  readonly current: boolean;
  /** What it would hold now; null: it needs repair. Undefined: it is not known yet. */
  readonly count: Receipt | null | undefined;
  readonly catalog: Catalog;
  readonly names: ReferredNames;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly restoring: boolean;
  readonly onRestore: () => void;
}

const texts = history.revisions;

/** One revision: what it changed, who made it, what it held and would hold. */
export function RevisionItem(props: RevisionItemProps) {
  const { revision, before, current, count, catalog, names, timeZone, now, restoring, onRestore } = props;
  const number = formatCount(revision.revision);
  const name = texts.name(number);
  return (
    <li className={classes.revision}>
      <div className={classes.head}>
        <div>
          <h3 className={classes.name}>
            {name}
            {current && <span className={classes.current}>{texts.current}</span>}
          </h3>
          <p className={classes.by}>
            {texts.by(revision.author.name)} ·{" "}
            <time dateTime={revision.createdAt} title={formatMoment(revision.createdAt, timeZone)}>
              {formatAgo(revision.createdAt, now)}
            </time>
          </p>
        </div>
        <dl className={classes.counts}>
          <div>
            <dt>{texts.then}</dt>
            <dd title={revision.size ? texts.thenAt(formatMoment(revision.size.at, timeZone)) : undefined}>
              {revision.size ? formatCount(revision.size.count) : <span className={classes.unknown}>{texts.thenUnknown}</span>}
            </dd>
          </div>
          <div>
            <dt>{texts.now}</dt>
            <dd>
              {count === undefined && <Skeleton height={16} width={48} mt={3} ml="auto" />}
              {count === null && <span className={classes.unknown}>{texts.nowUnknown}</span>}
              {count && (
                <CustomersButton
                  label={texts.open(number, formatCount(count.count))}
                  set={() => ({
                    title: texts.opened(revision.name, number),
                    question: { where: revision.where, now: count.now, ...(revision.timeZone !== null && { ownTimeZone: revision.timeZone }) },
                  })}
                >
                  {formatCount(count.count)}
                </CustomersButton>
              )}
            </dd>
          </div>
        </dl>
        <div className={classes.restore}>
          {!current && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconHistory size={14} />}
              aria-label={texts.restoreNamed(number)}
              disabled={restoring}
              onClick={onRestore}
            >
              {texts.restore}
            </Button>
          )}
        </div>
      </div>
      {before ? (
        <ChangeList before={before} after={revision} catalog={catalog} names={names} label={`${name}: ${history.changes.kinds.changed}`} />
      ) : (
        <p className={changes.words}>
          <span className={changes.kind}>{history.changes.began}</span> {describeShort(revision.where, catalog, names)}
        </p>
      )}
    </li>
  );
}
