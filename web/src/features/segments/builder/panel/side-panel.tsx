import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { Clock } from "../../../../../../src/segment/window.ts";
import type { Segment, SegmentDraft } from "../../../../api/segments.ts";
import { CopyId } from "../../../../components/copy-id.tsx";
import { builder } from "../../../../texts/builder.ts";
import { panel as texts } from "../../../../texts/panel.ts";
import type { Judged } from "../judge.ts";
import { questionOf } from "../question.ts";
import type { ReferredNames } from "../referred-names.ts";
import type { Size } from "../use-size.ts";
import { ExportsSection } from "./exports-section.tsx";
import { NotesSection } from "./notes-section.tsx";
import classes from "./panel.module.css";
import { PanelSection } from "./panel-section.tsx";
import { PeopleSection } from "./people-section.tsx";
import { SizeLine } from "./size-line.tsx";
import { SizePanel } from "./size-panel.tsx";
import { TagsSection } from "./tags-section.tsx";
import { TestPeopleSection } from "./test-people-section.tsx";
import { UsesSection } from "./uses-section.tsx";
import { WordsSection } from "./words-section.tsx";
import { ZoneSelect } from "./zone-select.tsx";

interface SidePanelProps {
  readonly size: Size;
  readonly refused: boolean;
  /** What is on the screen. */
  readonly draft: SegmentDraft;
  readonly judged: Judged;
  readonly catalog: Catalog;
  readonly names: ReferredNames;
  readonly clock: Clock;
  readonly workspaceZone: string;
  /** What is on the screen is not what is saved. */
  readonly dirty: boolean;
  /** Undefined: it was never saved. */
  readonly saved: Pick<Segment, "id" | "name" | "tags"> | undefined;
  readonly onRefresh: () => void;
  readonly onTimeZone: (zone: string | null) => void;
}

/** What is on the screen as a number and as a sentence, whom one knows in it, and what is known of the saved segment. */
export function SidePanel(props: SidePanelProps) {
  const { size, refused, draft, judged, catalog, names, clock, workspaceZone, dirty, saved, onRefresh, onTimeZone } = props;
  return (
    <aside className={classes.panel} aria-label={texts.label}>
      <SizePanel size={size} refused={refused} now={clock.now} onRefresh={onRefresh} set={() => ({ title: draft.name || builder.newTitle, question: questionOf(draft, clock) })}>
        {saved && <SizeLine id={saved.id} dirty={dirty} />}
      </SizePanel>
      <WordsSection draft={draft} sentence={judged.sentence} catalog={catalog} names={names} />
      <TestPeopleSection draft={draft} countable={judged.problems.length === 0} catalog={catalog} clock={clock} />
      {saved && (
        <>
          <TagsSection id={saved.id} own={saved.tags} />
          <PeopleSection id={saved.id} name={saved.name} />
          <NotesSection id={saved.id} timeZone={clock.timeZone} />
          <ExportsSection id={saved.id} dirty={dirty} timeZone={workspaceZone} />
          <UsesSection id={saved.id} />
        </>
      )}
      <PanelSection name="more" title={texts.more}>
        <ZoneSelect zone={draft.timeZone} workspaceZone={workspaceZone} onChange={onTimeZone} />
        <h3 className={classes.label}>{texts.id}</h3>
        {saved ? <CopyId id={saved.id} label={texts.copyId} /> : <p className={classes.soft}>{texts.notSaved}</p>}
      </PanelSection>
    </aside>
  );
}
