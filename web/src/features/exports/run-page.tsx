import { Anchor, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { runQuery } from "../../api/exports.ts";
import { sessionQuery } from "../../api/session.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { Page } from "../../components/page.tsx";
import { exports } from "../../texts/exports.ts";
import { RunActions } from "./run-actions.tsx";
import { RunDetail } from "./run-detail.tsx";

const route = getRouteApi("/exports/$id");

/** One run: how it stands, what was sent, and why others were not. */
export function RunPage() {
  const { id } = route.useParams();
  const timeZone = useQuery(sessionQuery).data?.timeZone ?? "UTC";
  const found = useQuery(runQuery(id));
  const run = found.data;
  return (
    <Page
      title={run ? exports.run.title(run.name, run.destination.name) : exports.run.pending}
      actions={
        <>
          {run && <RunActions run={run} />}
          <Anchor component={Link} to="/exports" size="md">
            {exports.run.all}
          </Anchor>
        </>
      }
    >
      {found.isPending && <Skeleton height={480} radius="md" />}
      {found.error && !run && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {run && <RunDetail run={run} timeZone={timeZone} />}
    </Page>
  );
}
