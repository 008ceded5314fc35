import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { catalogQuery } from "../../api/catalog.ts";
import { tileBoardQuery } from "../../api/insights.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { TileBoard } from "../../components/insights/tile-board.tsx";
import { Page } from "../../components/page.tsx";
import { Teaching } from "../../components/teaching.tsx";
import { insights as texts } from "../../texts/insights.ts";
import { OverviewPanel } from "./overview-panel.tsx";

const EVERYONE = { where: { kind: "all", of: [] } } as const;

/** All customers at a glance, and in tiles. */
export function InsightsPage() {
  const catalog = useQuery(catalogQuery);
  const board = useQuery(tileBoardQuery);
  const error = catalog.error ?? board.error;
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
      {(catalog.isPending || board.isPending) && <Skeleton height={420} />}
      {error && <ErrorNotice error={error} onRetry={() => void Promise.all([catalog.refetch(), board.refetch()])} />}
      {catalog.data && board.data && (
        <TileBoard question={EVERYONE} name={undefined} tiles={[...board.data.shared, ...board.data.own]} catalog={catalog.data} />
      )}
    </Page>
  );
}
