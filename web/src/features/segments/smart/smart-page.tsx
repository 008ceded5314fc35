import { Button, Skeleton, Text } from "@mantine/core";
import { IconAdjustments } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { createSegment, type SegmentDraft } from "../../../api/segments.ts";
import { allSmartQuery, type SmartCard, smartCountsQuery, type SmartGroup as Group, smartQuery, smartSource } from "../../../api/smart.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Page } from "../../../components/page.tsx";
import { sayDone, sayFailed } from "../../../components/say.ts";
import { useIsAdministrator } from "../../../components/use-is-administrator.ts";
import { segments as segmentTexts } from "../../../texts/segments.ts";
import { smart as texts } from "../../../texts/smart.ts";
import { HomeTabs } from "../home-tabs.tsx";
import type { Exported } from "../exports/exported.ts";
import { ArrangeButton } from "./arrange-button.tsx";
import { RolesDialog } from "./roles-dialog.tsx";
import { SmartGroup } from "./smart-group.tsx";

const ExportDrawer = lazy(async () => ({ default: (await import("../exports/export-drawer.tsx")).ExportDrawer }));

interface Wanted {
  /** Of the card. */
  readonly id: string;
  readonly draft: SegmentDraft;
}

/** Ready segments, a row a group, all counted at once; an administrator arranges them. */
export function SmartPage() {
  const cache = useQueryClient();
  const isAdministrator = useIsAdministrator();
  const [arranging, setArranging] = useState(false);
  const groups = useQuery(arranging ? allSmartQuery : smartQuery);
  const counts = useQuery(smartCountsQuery);
  const [mapping, setMapping] = useState(false);
  const [exporting, setExporting] = useState<Exported>();
  const copy = useMutation({
    mutationFn: ({ draft }: Wanted) => createSegment(draft),
    onSuccess: ({ name }) => {
      sayDone(texts.copied(name));
      void cache.invalidateQueries({ queryKey: ["segments"] });
    },
    onError: (error) => sayFailed(texts.copyFailed, error),
  });
  const copyCard = ({ id, name, where, timeZone }: SmartCard, { title }: Group) => {
    if (where !== null) copy.mutate({ id, draft: { name: texts.own(title, name), where, timeZone } });
  };
  const exportCard = ({ id, name, where, timeZone }: SmartCard, { title }: Group) => {
    if (where !== null) setExporting({ source: smartSource(id), name: texts.own(title, name), where, timeZone });
  };

  return (
    <Page
      title={segmentTexts.title}
      actions={
        isAdministrator && (
          <>
            <ArrangeButton arranging={arranging} onArranging={setArranging} />
            <Button variant="default" leftSection={<IconAdjustments size={16} />} onClick={() => setMapping(true)}>
              {texts.roles}
            </Button>
          </>
        )
      }
    >
      <HomeTabs />
      {arranging && (
        <Text size="md" mb="md">
          {texts.arranging.lead}
        </Text>
      )}
      {groups.isPending && <Skeleton height={420} />}
      {groups.error && <ErrorNotice error={groups.error} onRetry={() => void groups.refetch()} />}
      {counts.error && <ErrorNotice error={counts.error} onRetry={() => void counts.refetch()} />}
      {groups.data?.groups
        .filter(({ cards }) => arranging || cards.length > 0)
        .map((group) => (
          <SmartGroup
            key={group.id}
            group={group}
            counts={counts.data?.counts}
            counting={counts.isPending}
            copying={copy.isPending ? copy.variables.id : undefined}
            onCopy={copyCard}
            onExport={exportCard}
            arranging={arranging}
          />
        ))}
      {mapping && <RolesDialog onClose={() => setMapping(false)} />}
      {exporting && (
        <Suspense>
          <ExportDrawer of={exporting} onClose={() => setExporting(undefined)} />
        </Suspense>
      )}
    </Page>
  );
}
