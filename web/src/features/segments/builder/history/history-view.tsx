import type { Catalog } from "../../../../../../src/catalog/types.ts";
import type { Revision } from "../../../../api/history.ts";
import { Teaching } from "../../../../components/teaching.tsx";
import { history as texts } from "../../../../texts/history.ts";
import classes from "./history.module.css";
import { RevisionList } from "./revision-list.tsx";
import { SizeHistory } from "./size-history.tsx";

interface HistoryViewProps {
  /** Undefined: it was never saved. */
  readonly saved: { readonly id: string; readonly name: string } | undefined;
  readonly catalog: Catalog;
  readonly timeZone: string;
  readonly restoring: boolean;
  readonly onRestore: (revision: Revision) => void;
  readonly onRefresh: () => void;
  readonly refreshing: boolean;
}

/** What a segment was, and how its size went. */
export function HistoryView({ saved, catalog, timeZone, restoring, onRestore, onRefresh, refreshing }: HistoryViewProps) {
  if (!saved) return <Teaching title={texts.notSaved} lead={texts.notSavedHint} />;
  return (
    <div className={classes.history}>
      <SizeHistory id={saved.id} name={saved.name} timeZone={timeZone} onRefresh={onRefresh} refreshing={refreshing} />
      <RevisionList id={saved.id} catalog={catalog} timeZone={timeZone} restoring={restoring} onRestore={onRestore} />
    </div>
  );
}
