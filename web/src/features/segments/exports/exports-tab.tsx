import { Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { Segment } from "../../../api/segments.ts";
import { Teaching } from "../../../components/teaching.tsx";
import { segmentExports as texts } from "../../../texts/segment-exports.ts";
import classes from "./exports.module.css";
import { ExportsView } from "./exports-view.tsx";

interface ExportsTabProps {
  /** As it is saved; undefined: it never was. */
  readonly saved: Segment | undefined;
  /** What is on the screen is something else. */
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly onSave: () => void;
  /** The workspace's. */
  readonly timeZone: string;
}

const route = getRouteApi("/segments/$id");

/** Where a segment is sent, now and on schedules, and where it was sent. */
export function ExportsTab({ saved, dirty, saving, onSave, timeZone }: ExportsTabProps) {
  const { destination } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (chosen: string) =>
    void navigate({ search: (search) => ({ ...search, destination: chosen }), replace: true, resetScroll: false });
  if (!saved) return <Teaching title={texts.unsaved.title} lead={texts.unsaved.lead} />;
  const { id, name, where } = saved;
  return (
    <div className={classes.exports}>
      {dirty && (
        <div className={classes.dirty} role="status">
          {texts.dirty}
          <Button size="compact-sm" variant="default" loading={saving} onClick={onSave}>
            {texts.save}
          </Button>
        </div>
      )}
      <ExportsView
        key={saved.revision}
        of={{ source: { kind: "segment", segment: id }, name, where, timeZone: saved.timeZone }}
        timeZone={timeZone}
        destination={destination}
        onDestination={choose}
      />
    </div>
  );
}
