import { UnstyledButton } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Catalog } from "../../../../../../src/catalog/types.ts";
import { describe } from "../../../../../../src/segment/describe.ts";
import type { SegmentDraft } from "../../../../api/segments.ts";
import { panel as texts } from "../../../../texts/panel.ts";
import type { ReferredNames } from "../referred-names.ts";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";

interface WordsSectionProps {
  readonly draft: SegmentDraft;
  /** The short sentence; undefined while a condition is not complete. */
  readonly sentence: string | undefined;
  readonly catalog: Catalog;
  readonly names: ReferredNames;
}

/** The definition as a sentence: the short one, and the full one on demand. */
export function WordsSection({ draft: { where, timeZone }, sentence, catalog, names }: WordsSectionProps) {
  const [full, setFull] = useState(false);
  const whole = useMemo(
    () => (full && sentence !== undefined ? describe(where, catalog, { ...names, timeZone: timeZone ?? undefined }) : undefined),
    [full, sentence, where, catalog, names, timeZone],
  );
  return (
    <PanelSection name="words" title={texts.words}>
      <p className={sentence ? classes.words : classes.soft}>{whole ?? sentence ?? texts.noWords}</p>
      {sentence !== undefined && (
        <UnstyledButton className={classes.link} onClick={() => setFull(!full)}>
          {full ? texts.short : texts.full}
        </UnstyledButton>
      )}
    </PanelSection>
  );
}
