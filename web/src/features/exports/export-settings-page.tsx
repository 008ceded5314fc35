import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { catalogQuery } from "../../api/catalog.ts";
import { exportPlanQuery, mailServerQuery } from "../../api/export-settings.ts";
import { sessionQuery } from "../../api/session.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { ExportsTabs } from "../../components/exports/exports-tabs.tsx";
import { Page } from "../../components/page.tsx";
import { Teaching } from "../../components/teaching.tsx";
import { exportSettings as texts } from "../../texts/export-settings.ts";
import { exports } from "../../texts/exports.ts";
import { MailForm } from "./mail-form.tsx";
import { PlanForm } from "./plan-form.tsx";

/** What an administrator sets for all exports. */
export function ExportSettingsPage() {
  const role = useQuery(sessionQuery).data?.user.role;
  const isAdministrator = role === "administrator";
  const plan = useQuery(exportPlanQuery);
  const mail = useQuery({ ...mailServerQuery, enabled: isAdministrator });
  const catalog = useQuery(catalogQuery);
  const failed = [plan, mail, catalog].find(({ error }) => error);
  const isKnown = plan.data && catalog.data && mail.data !== undefined;
  return (
    <Page title={exports.title}>
      <ExportsTabs />
      {role === "member" && <Teaching title={texts.onlyAdministrators} lead={texts.onlyAdministratorsHint} />}
      {isAdministrator && failed?.error && <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />}
      {isAdministrator && !failed && !isKnown && <Skeleton height={420} maw={760} radius="md" />}
      {isAdministrator && plan.data && catalog.data && mail.data !== undefined && (
        <Stack gap="md" maw={760}>
          <PlanForm plan={plan.data} catalog={catalog.data} />
          <MailForm server={mail.data} />
        </Stack>
      )}
    </Page>
  );
}
