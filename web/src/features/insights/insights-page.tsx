import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { EVERYONE } from "../../api/audience.ts";
import { catalogQuery } from "../../api/catalog.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { EditableTiles } from "../../components/insights/editable-tiles.tsx";
import { Page } from "../../components/page.tsx";
import { Teaching } from "../../components/teaching.tsx";
import { insights as texts } from "../../texts/insights.ts";
import { OverviewPanel } from "./overview-panel.tsx";

/** All customers at a glance, and in tiles. */
export function InsightsPage() {
  const catalog = useQuery(catalogQuery);
  if (catalog.data?.customers === 0) {
    return (
      <Page title={texts.title}>
        <Teaching title={texts.noData} lead={texts.noDataHint} />
      </Page>
    );
  }
  return (
    <Page title={texts.title}>
      <OverviewPanel />
      {catalog.isPending && <Skeleton height={420} />}
      {catalog.error && <ErrorNotice error={catalog.error} onRetry={() => void catalog.refetch()} />}
      {catalog.data && <EditableTiles question={EVERYONE} name={undefined} catalog={catalog.data} hint={texts.tile.hintEveryone} />}
    </Page>
  );
}
