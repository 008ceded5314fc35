import { Popover, Skeleton } from "@mantine/core";
import { IconHelp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ScalarType } from "../../../../../../src/catalog/types.ts";
import { describeShort } from "../../../../../../src/segment/describe.ts";
import type { OperatorRow } from "../../../../../../src/segment/operators.ts";
import { countQuery } from "../../../../api/audience.ts";
import { type ValuesOf, valuesQuery } from "../../../../api/values.ts";
import { keepEscape } from "../../../../components/escape.ts";
import { formatCount } from "../../../../format/number.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import classes from "./operator-help.module.css";
import { exampleOf } from "./operator-example.ts";
import { useTree } from "./tree-scope.ts";

interface OperatorHelpProps {
  readonly row: OperatorRow;
  readonly type: ScalarType;
  readonly of: ValuesOf;
}

/** What an operator means: in a sentence, and by an example from the data. */
export function OperatorHelp({ row, type, of }: OperatorHelpProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={300} position="bottom-start" shadow="md">
      <Popover.Target>
        <button type="button" className={classes.mark} aria-label={texts.operatorHelp} title={texts.operatorHelp} onClick={() => setOpened(!opened)}>
          <IconHelp size={15} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown onKeyDown={keepEscape} aria-label={texts.operatorHelp}>
        <p className={classes.help}>{row.help.replaceAll("`", "")}</p>
        {opened && <Example row={row} type={type} of={of} />}
      </Popover.Dropdown>
    </Popover>
  );
}

const EVERYONE = { where: { kind: "all", of: [] } } as const;
const FEW = 5;

function Example({ row, type, of }: OperatorHelpProps) {
  const { catalog, clock } = useTree();
  const values = useQuery(valuesQuery(EVERYONE, of, "", FEW));
  const where = values.data && exampleOf(row, type, of, values.data.values.map(({ value }) => value), clock);
  const count = useQuery({ ...countQuery({ where: where ?? EVERYONE.where, now: new Date(clock.now).toISOString() }), enabled: where !== undefined });
  if (values.error || count.error || (values.data && !where)) return null;
  if (!where) return <Skeleton height={34} />;
  return (
    <p className={classes.example}>
      {texts.example} {describeShort(where, catalog)} {count.data ? <b>{texts.exampleCount(formatCount(count.data.count))}</b> : null}
    </p>
  );
}
