import { Popover, Skeleton } from "@mantine/core";
import { IconHelp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { ScalarType } from "../../../../../../src/catalog/types.ts";
import type { Condition } from "../../../../../../src/segment/ast.ts";
import { describeShort } from "../../../../../../src/segment/describe.ts";
import type { CountOperatorRow, OperatorRow } from "../../../../../../src/segment/operators.ts";
import { countQuery, EVERYONE } from "../../../../api/audience.ts";
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

/** What a comparison with a value means: in a sentence, and by an example from the data. */
export function OperatorHelp(props: OperatorHelpProps) {
  return <Help help={props.row.help}>{() => <ValueExample {...props} />}</Help>;
}

interface CountHelpProps {
  readonly row: CountOperatorRow;
  /** A condition by this comparison with what is counted. */
  readonly example: Condition;
}

/** What a comparison with a number of events or records means. */
export function CountHelp({ row, example }: CountHelpProps) {
  return <Help help={row.help}>{() => <Example where={example} />}</Help>;
}

/** The example is looked for when it is asked for. */
function Help({ help, children }: { readonly help: string; readonly children: () => ReactNode }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={300} position="bottom-start" shadow="md">
      <Popover.Target>
        <button
          type="button"
          className={classes.mark}
          aria-label={texts.operatorHelp}
          title={texts.operatorHelp}
          onClick={() => setOpened(!opened)}
        >
          <IconHelp size={15} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown onKeyDown={keepEscape} aria-label={texts.operatorHelp}>
        <p className={classes.help}>{help.replaceAll("`", "")}</p>
        {opened && children()}
      </Popover.Dropdown>
    </Popover>
  );
}

const FEW = 5;

function ValueExample({ row, type, of }: OperatorHelpProps) {
  const { clock } = useTree();
  const values = useQuery(valuesQuery(EVERYONE, of, "", FEW));
  if (values.isPending) return <Skeleton height={34} />;
  const where = values.data && exampleOf(row, type, of, values.data.values.map(({ value }) => value), clock);
  return where ? <Example where={where} /> : null;
}

function Example({ where }: { readonly where: Condition }) {
  const { catalog, clock } = useTree();
  const count = useQuery(countQuery({ where, now: new Date(clock.now).toISOString() }));
  if (count.error) return null;
  return (
    <p className={classes.example}>
      {texts.example} {describeShort(where, catalog)} {count.data ? <b>{texts.exampleCount(formatCount(count.data.count))}</b> : null}
    </p>
  );
}
