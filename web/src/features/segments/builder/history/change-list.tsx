import { VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import { compare } from "../../../../../../src/segment/changes/compare.ts";
import type { ChangedValues } from "../../../../../../src/segment/changes/sentences.ts";
import type { Part } from "../../../../../../src/segment/changes/words.ts";
import type { SegmentDraft } from "../../../../api/segments.ts";
import { formatCount } from "../../../../format/number.ts";
import { history } from "../../../../texts/history.ts";
import type { ReferredNames } from "../referred-names.ts";
import classes from "./changes.module.css";
import { type DrawnChange, drawnChange, drawnRest } from "./describe-change.ts";

interface ChangeListProps {
  readonly before: SegmentDraft;
  readonly after: SegmentDraft;
  readonly catalog: Catalog;
  readonly names: ReferredNames;
  readonly label: string;
}

const texts = history.changes;
const SIGNS: Readonly<Record<DrawnChange["kind"], string>> = {
  ...{ added: "+", removed: "−", changed: "~", moved: "↪", off: "○", on: "●" },
  ...{ noted: "“", joined: "⋯", named: "~", zone: "~" },
};

/** What changed between two states of a segment, condition by condition, with what is new and what is gone marked word by word. */
export function ChangeList({ before, after, catalog, names, label }: ChangeListProps) {
  const changes = useMemo(
    () => [...drawnRest(before, after), ...compare(before.where, after.where).map((change) => drawnChange(change, { catalog, ...names }))],
    [before, after, catalog, names],
  );
  if (changes.length === 0) return <p className={classes.none}>{texts.none}</p>;
  return (
    <ul className={classes.changes} aria-label={label}>
      {changes.map(({ kind, place, parts, values }, index) => (
        <li key={index} className={classes.change} data-kind={kind}>
          <span className={classes.sign} aria-hidden>
            {SIGNS[kind]}
          </span>
          <div className={classes.what}>
            <span className={classes.kind}>
              {texts.kinds[kind]} {place}
            </span>
            <p className={classes.words}>
              {parts.map((part, at) => (
                <ChangedPart key={at} part={part} />
              ))}
            </p>
            {values && <Values values={values} hidden={parts.every((part) => part.kind === "same")} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The space before a word is not marked with it. */
function ChangedPart({ part: { kind, text } }: { readonly part: Part }) {
  if (kind === "same") return text;
  const words = text.trimStart();
  const Mark = kind === "added" ? "ins" : "del";
  return (
    <>
      {text.slice(0, text.length - words.length)}
      <Mark className={classes[kind]}>
        <VisuallyHidden>{texts.read[kind]}</VisuallyHidden>
        {words}
        <VisuallyHidden>{texts.read.end}</VisuallyHidden>
      </Mark>
    </>
  );
}

interface ValuesProps {
  readonly values: { readonly added: ChangedValues; readonly removed: ChangedValues };
  /** Whether the sentence shows no change. */
  readonly hidden: boolean;
}

function Values({ values: { added, removed }, hidden }: ValuesProps) {
  if (added.count === 0 && removed.count === 0) return hidden ? <p className={classes.none}>{texts.hidden}</p> : null;
  const said = ({ count, first }: ChangedValues) => texts.moreValues(formatCount(count), first.join(", ") + (count > first.length ? ", …" : ""));
  return (
    <p className={classes.words}>
      {removed.count > 0 && <del className={classes.removed}>{said(removed)}</del>} {added.count > 0 && <ins className={classes.added}>{said(added)}</ins>}
    </p>
  );
}
