import { VisuallyHidden } from "@mantine/core";
import type { DataType, ValueType } from "../../../../src/catalog/types.ts";
import { assertNever } from "../../../../src/errors.ts";
import type { Cell } from "../../api/audience.ts";
import { formatValue } from "../../format/number.ts";
import { formatDate, formatMoment } from "../../format/time.ts";
import { common } from "../../texts/common.ts";
import { members as texts } from "../../texts/members.ts";

interface CellValueProps {
  readonly value: Cell | undefined;
  /** Left out: told from the value. */
  readonly type?: DataType | undefined;
  readonly timeZone: string;
}

/** A value of an attribute or a property, as people read it. */
export function CellValue({ value, type, timeZone }: CellValueProps) {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) {
    return (
      <span>
        <span aria-hidden>–</span>
        <VisuallyHidden>{common.unknown}</VisuallyHidden>
      </span>
    );
  }
  if (type?.kind === "records" && Array.isArray(value)) {
    return <span title={JSON.stringify(value, null, 1)}>{texts.records(value.length)}</span>;
  }
  return <>{cellText(value, type?.kind === "records" ? undefined : type?.of, timeZone)}</>;
}

function cellText(value: Cell, type: ValueType | undefined, timeZone: string): string {
  if (value === null) return common.unknown;
  switch (typeof value) {
    case "boolean":
      return value ? common.yes : common.no;
    case "number":
      return formatValue(value);
    case "string":
      return textOf(value, type, timeZone);
    case "object":
      if (Array.isArray(value)) return value.map((item: Cell) => cellText(item, type, timeZone)).join(", ");
      return Object.entries(value)
        .map(([name, field]) => `${name}: ${cellText(field, undefined, timeZone)}`)
        .join(", ");
    default:
      return assertNever(value);
  }
}

function textOf(value: string, type: ValueType | undefined, timeZone: string): string {
  if (type === "date") return formatDate(value);
  if (type === "datetime") return formatMoment(value, timeZone);
  return value;
}
