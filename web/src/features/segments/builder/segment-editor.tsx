import { Skeleton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import type { Catalog } from "../../../../../src/catalog/types.ts";
import type { Revision } from "../../../api/history.ts";
import type { Segment, SegmentDraft } from "../../../api/segments.ts";
import { LeaveDialog } from "../../../components/leave-dialog.tsx";
import { Page } from "../../../components/page.tsx";
import { sayDone } from "../../../components/say.ts";
import { formatCount } from "../../../format/number.ts";
import { builder as texts } from "../../../texts/builder.ts";
import { history } from "../../../texts/history.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { draftOf, isDirty } from "./draft.ts";
import { EditorHeader } from "./editor-header.tsx";
import { EditorTabs } from "./editor-tabs.tsx";
import { useJudged } from "./judge.ts";
import { useCounts } from "./node-counts.ts";
import { SidePanel } from "./panel/side-panel.tsx";
import { useReferredNames } from "./referred-names.ts";
import { refusalOf } from "./refusal.ts";
import { sayMend, sayNameMissing } from "./say.ts";
import classes from "./segment-editor.module.css";
import { TreeEditor } from "./tree/tree-editor.tsx";
import { useOneAtATime } from "../../../components/use-one-at-a-time.ts";
import { useDraft } from "./use-draft.ts";
import { useKeepRefresh } from "./use-keep-refresh.ts";
import { useLint } from "./use-lint.ts";
import { useSave } from "./use-save.ts";
import { useSize } from "./use-size.ts";

interface SegmentEditorProps {
  /** Undefined: a new one. */
  readonly segment: Segment | undefined;
  /** What a new one begins as. */
  readonly start?: SegmentDraft | undefined;
  readonly catalog: Catalog;
  readonly workspaceZone: string;
  readonly onCreated: (id: string) => void;
}

const route = getRouteApi("/segments/$id");
const BeforeSaveDialog = lazy(async () => ({ default: (await import("./before-save-dialog.tsx")).BeforeSaveDialog }));
const CodeEditor = lazy(async () => ({ default: (await import("./code/code-editor.tsx")).CodeEditor }));
const SegmentCustomers = lazy(async () => ({ default: (await import("./segment-customers.tsx")).SegmentCustomers }));
const ExportsTab = lazy(async () => ({ default: (await import("../exports/exports-tab.tsx")).ExportsTab }));
const HistoryView = lazy(async () => ({ default: (await import("./history/history-view.tsx")).HistoryView }));
const DraftInsights = lazy(async () => ({ default: (await import("./draft-insights.tsx")).DraftInsights }));

export function SegmentEditor({ segment, start, catalog, workspaceZone, onCreated }: SegmentEditorProps) {
  const { tab = "builder" } = route.useSearch();
  const { draft, latest, dispatch } = useDraft(segment, start);
  const [now, setNow] = useState(() => Date.now());
  const [code, setCode] = useState(false);
  const [previewing, setPreviewing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const mayLeave = useRef(false);
  const nameField = useRef<HTMLInputElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { name, where, timeZone } = draft.present;
  const clock = { now, timeZone: timeZone ?? workspaceZone };
  const names = useReferredNames(where);
  const checked = useJudged(where, catalog, clock, names);
  const size = useSize(draft.present, checked.problems.length === 0, clock);
  const counts = useCounts(draft.present, checked.problems.length === 0, clock);
  const refusal = useMemo(() => refusalOf(size.error, where), [size.error, where]);
  const judged = refusal.length > 0 ? { ...checked, problems: refusal } : checked;
  const dirty = isDirty(draft);
  const lint = useLint(draft.present, size.state === "current", clock, segment?.id, checked.warnings);

  const { base, save, copy, remove, conflict, adopt, closeConflict } = useSave({
    segment,
    onCreated,
    onSaved: (as) => {
      setPreviewing(false);
      dispatch({ kind: "saved", as });
    },
    leaving: async (go) => {
      mayLeave.current = true;
      await go().finally(() => (mayLeave.current = false));
    },
  });

  const keepRefresh = useKeepRefresh();
  const ready = () => {
    if (latest().present.name.trim() === "") {
      sayNameMissing();
      nameField.current?.focus();
      return false;
    }
    if (judged.problems.length === 0) return true;
    sayMend(judged.problems.length);
    focusFirstFinding(content.current);
    return false;
  };
  const saveOnce = useOneAtATime(() => save.mutateAsync({ draft: latest().present }));
  const copyOnce = useOneAtATime(() => copy.mutateAsync(latest().present));
  const saveNow = () => {
    const isSaved = base !== undefined && !isDirty(latest());
    if (!isSaved && ready()) saveOnce();
  };
  const copyNow = () => {
    if (ready()) copyOnce();
  };
  const takeTheirs = (theirs: Segment) => {
    adopt(theirs);
    const as = draftOf(theirs).saved;
    dispatch({ kind: "change", to: as });
    dispatch({ kind: "saved", as });
  };
  const restore = ({ revision, name: then, where: before, timeZone: zone }: Revision) => {
    const to = { name: then, where: before, timeZone: zone };
    const say = dirty ? history.revisions.restoredDirty : history.revisions.restored;
    dispatch({ kind: "change", to });
    save.mutate({ draft: to }, { onSuccess: (made) => sayDone(say(formatCount(revision), formatCount(made.revision))) });
  };
  const refresh = () => {
    setNow(Date.now());
    if (base) keepRefresh.mutate(base.id);
  };
  const undo = () => dispatch({ kind: "undo" });
  const redo = () => dispatch({ kind: "redo" });
  useHotkeys([["mod+S", saveNow]], []);
  useHotkeys(
    [
      ["mod+Z", undo],
      ["mod+shift+Z", redo],
      ["mod+Y", redo],
    ],
    ["TEXTAREA"],
  );

  return (
    <Page title={name || texts.newTitle} hideTitle>
      <EditorHeader
        name={name}
        saved={base}
        nameField={nameField}
        onName={(next) => dispatch({ kind: "change", to: { name: next }, typing: "name" })}
        dirty={dirty}
        saving={save.isPending}
        onSave={saveNow}
        onPreview={base && dirty && judged.problems.length === 0 ? () => setPreviewing(true) : undefined}
        onUndo={draft.past.length > 0 ? undo : undefined}
        onRedo={draft.future.length > 0 ? redo : undefined}
        onCopy={base ? copyNow : undefined}
        copying={copy.isPending}
        onDelete={base ? () => setDeleting(true) : undefined}
      />
      <EditorTabs />
      <div className={classes.two}>
        <div className={classes.content} ref={content}>
          {tab === "builder" && code && (
            <Suspense fallback={<Skeleton height={420} />}>
              <CodeEditor
                where={where}
                judged={judged}
                onChange={(next) => dispatch({ kind: "change", to: { where: next }, typing: "code" })}
                onClose={() => setCode(false)}
              />
            </Suspense>
          )}
          {tab === "builder" && !code && (
            <TreeEditor
              where={where}
              latest={latest}
              dispatch={dispatch}
              catalog={catalog}
              clock={clock}
              names={names}
              judged={judged}
              lint={lint}
              saved={!dirty && base !== undefined}
              counts={counts}
              ownZone={timeZone}
              onCode={() => setCode(true)}
            />
          )}
          {tab !== "builder" && (
            <Suspense fallback={<Skeleton height={420} />}>
              {tab === "insights" && (
                <DraftInsights draft={draft.present} judged={judged} catalog={catalog} clock={clock} latest={latest} dispatch={dispatch} />
              )}
              {tab === "exports" && <ExportsTab saved={base} dirty={dirty} saving={save.isPending} onSave={saveNow} timeZone={workspaceZone} />}
              {tab === "history" && (
                <HistoryView
                  saved={base}
                  catalog={catalog}
                  timeZone={workspaceZone}
                  restoring={save.isPending}
                  onRestore={restore}
                  onRefresh={refresh}
                  refreshing={keepRefresh.isPending}
                />
              )}
              {tab === "customers" && (
                <SegmentCustomers
                  draft={draft.present}
                  judged={judged}
                  catalog={catalog}
                  clock={clock}
                  savedId={dirty ? undefined : base?.id}
                />
              )}
            </Suspense>
          )}
        </div>
        <SidePanel
          size={size}
          refused={refusal.length > 0}
          draft={draft.present}
          judged={judged}
          catalog={catalog}
          names={names}
          clock={clock}
          workspaceZone={workspaceZone}
          dirty={dirty}
          saved={base && { id: base.id, name: base.name, tags: segment?.tags ?? base.tags }}
          onRefresh={() => (dirty ? setNow(Date.now()) : refresh())}
          onTimeZone={(zone) => dispatch({ kind: "change", to: { timeZone: zone } })}
        />
      </div>
      <LeaveDialog lead={texts.leave.lead} dirty={dirty} mayLeave={mayLeave} />
      <ConflictDialog
        conflict={conflict}
        mine={draft.present}
        catalog={catalog}
        busy={save.isPending || copy.isPending}
        onKeepMine={(over) => save.mutate({ draft: latest().present, over })}
        onKeepBoth={copyNow}
        onKeepTheirs={takeTheirs}
        onClose={closeConflict}
      />
      {base && previewing && (
        <Suspense>
          <BeforeSaveDialog
            segment={base}
            draft={draft.present}
            now={now}
            saving={save.isPending}
            onSave={saveNow}
            onClose={() => setPreviewing(false)}
          />
        </Suspense>
      )}
      {base && (
        <DeleteDialog
          opened={deleting}
          segments={[base]}
          busy={remove.isPending}
          onClose={() => setDeleting(false)}
          onConfirm={() => remove.mutate(base)}
        />
      )}
    </Page>
  );
}

/** Brings the keyboard to the first condition that has something to mend. */
function focusFirstFinding(content: HTMLElement | null): void {
  const finding = content?.querySelector("[data-kind=wrong], [data-kind=unfinished]");
  const node = finding?.closest("[data-path]");
  (node?.querySelector("input") ?? node?.querySelector("button"))?.focus();
}
