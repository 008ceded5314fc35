import { VisuallyHidden } from "@mantine/core";
import type { Cell } from "../../api/audience.ts";
import type { Mode } from "../../api/destinations.ts";
import type { Preview } from "../../api/exports.ts";
import { exports } from "../../texts/exports.ts";
import classes from "./preview.module.css";

const texts = exports.preview;

interface PreviewTableProps {
  readonly preview: Pick<Preview, "columns" | "rows">;
  readonly mode: Mode;
  /** Of before the last change. */
  readonly stale?: boolean;
}

/** The first rows of an export, letter by letter as they are sent. */
export function PreviewTable({ preview: { columns, rows }, mode, stale = false }: PreviewTableProps) {
  if (rows.length === 0) return <p className={classes.none}>{texts.none[mode]}</p>;
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={texts.table} data-old={stale || undefined}>
      <table className={classes.table} aria-label={texts.table}>
        <thead>
          <tr>
            {columns.map(({ name }, at) => (
              <th key={at} scope="col" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, values }) => (
            <tr key={key}>
              {columns.map((_, at) => (
                <SentCell key={at} value={values[at] ?? null} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SentCell({ value }: { readonly value: Cell }) {
  const text = value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  if (text !== "") return <td title={text}>{text}</td>;
  return (
    <td className={classes.empty}>
      <span aria-hidden>–</span>
      <VisuallyHidden>{texts.empty}</VisuallyHidden>
    </td>
  );
}
