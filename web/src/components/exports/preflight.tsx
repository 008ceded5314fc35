import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { Preview } from "../../api/exports.ts";
import { formatCount } from "../../format/number.ts";
import { exports } from "../../texts/exports.ts";
import classes from "./preview.module.css";

const texts = exports.preview;

/** What is wrong with values that tell people, and how many another rule would write otherwise. */
export function Preflight({ fields }: { readonly fields: Preview["preflight"] }) {
  if (fields.length === 0) return null;
  return (
    <section aria-label={texts.preflight}>
      <h3 className={classes.title}>{texts.preflight}</h3>
      <ul className={classes.preflight}>
        {fields.map((field) => {
          const doubts = doubtsOf(field);
          const Mark = doubts.length === 0 ? IconCheck : IconAlertTriangle;
          return (
            <li key={field.field} data-doubt={doubts.length > 0 || undefined}>
              <Mark size={15} aria-hidden />
              <span>
                <b>{texts.known(field.field, formatCount(field.known))}</b>
                {doubts.length === 0 ? `: ${texts.fine}` : null}
                {doubts.map((doubt) => (
                  <span key={doubt} className={classes.doubt}>
                    {doubt}
                  </span>
                ))}
                {field.differs && field.differs.count > 0 ? (
                  <span className={classes.aside}>{texts.differs(formatCount(field.differs.count), field.differs.rule)}</span>
                ) : null}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function doubtsOf({ hashedAlready, invalid }: Preview["preflight"][number]): readonly string[] {
  return [
    ...(hashedAlready > 0 ? [texts.hashed(formatCount(hashedAlready))] : []),
    ...(invalid > 0 ? [texts.invalid(formatCount(invalid))] : []),
  ];
}
