import { Button, Skeleton, Text } from "@mantine/core";
import { IconStar } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { type Featured, featuredCountsQuery, nameOf } from "../../../api/featured.ts";
import { copySegment } from "../../../api/segments.ts";
import { usersQuery } from "../../../api/users.ts";
import { ErrorNotice } from "../../../components/error-notice.tsx";
import { Page } from "../../../components/page.tsx";
import { sayDone, sayFailed } from "../../../components/say.ts";
import { Teaching } from "../../../components/teaching.tsx";
import { builder } from "../../../texts/builder.ts";
import { featured as texts } from "../../../texts/featured.ts";
import { segments as segmentTexts } from "../../../texts/segments.ts";
import { smart as smartTexts } from "../../../texts/smart.ts";
import type { Exported } from "../exports/exported.ts";
import { HomeTabs } from "../home-tabs.tsx";
import { ArrangeButton } from "../smart/arrange-button.tsx";
import { FeaturedCards } from "./featured-cards.tsx";
import { FeaturedDialog } from "./featured-dialog.tsx";
import { useFeatured } from "./use-featured.ts";

const ExportDrawer = lazy(async () => ({ default: (await import("../exports/export-drawer.tsx")).ExportDrawer }));

/** The segments that an administrator picked for this company, all counted at once. */
export function FeaturedPage() {
  const cache = useQueryClient();
  const { found, isAdministrator, add, put, remove, order } = useFeatured();
  const all = found.data ?? [];
  const counts = useQuery({ ...featuredCountsQuery(all), enabled: all.length > 0 });
  const [arranging, setArranging] = useState(false);
  const [exporting, setExporting] = useState<Featured>();
  const [editing, setEditing] = useState<Featured | "new">();
  const copy = useMutation({
    mutationFn: (card: Featured) => copySegment(card.segment, builder.copyName(nameOf(card))),
    onSuccess: ({ name }) => {
      sayDone(smartTexts.copied(name));
      void cache.invalidateQueries({ queryKey: ["segments"] });
    },
    onError: (error) => sayFailed(smartTexts.copyFailed, error),
  });
  const addButton = (
    <Button leftSection={<IconStar size={16} />} onClick={() => setEditing("new")}>
      {texts.add}
    </Button>
  );

  return (
    <Page
      title={segmentTexts.title}
      actions={
        isAdministrator &&
        all.length > 0 && (
          <>
            <ArrangeButton arranging={arranging} onArranging={setArranging} />
            {addButton}
          </>
        )
      }
    >
      <HomeTabs />
      {arranging && all.length > 0 && (
        <Text size="md" mb="md">
          {texts.arranging.lead}
        </Text>
      )}
      {found.isPending && <Skeleton height={132} />}
      {found.error && <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />}
      {counts.error && <ErrorNotice error={counts.error} onRetry={() => void counts.refetch()} />}
      {found.data?.length === 0 && (
        <Teaching title={texts.empty.title} lead={texts.empty.lead}>
          {isAdministrator ? (
            <>
              <Text size="md">{texts.empty.how}</Text>
              {addButton}
            </>
          ) : (
            <WhoCan />
          )}
        </Teaching>
      )}
      {all.length > 0 && (
        <FeaturedCards
          featured={all}
          counts={counts.data}
          counting={counts.isPending}
          copying={copy.isPending ? copy.variables.segment.id : undefined}
          onCopy={(card) => copy.mutate(card)}
          onExport={setExporting}
          arranging={arranging && isAdministrator}
          onOrder={order}
          onEdit={setEditing}
          onRemove={(card) => remove({ id: card.segment.id, name: nameOf(card) })}
        />
      )}
      {editing !== undefined && (
        <FeaturedDialog
          card={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSave={(segment, look) => (editing === "new" ? add(segment, look) : put(segment, look))}
        />
      )}
      {exporting && (
        <Suspense>
          <ExportDrawer of={exportedOf(exporting)} onClose={() => setExporting(undefined)} />
        </Suspense>
      )}
    </Page>
  );
}

/** The card is its segment, as that is saved. */
function exportedOf({ segment: { id, name, where, timeZone } }: Featured): Exported {
  return { source: { kind: "segment", segment: id }, name, where, timeZone };
}

/** Whom to ask for featured segments. */
function WhoCan() {
  const { data: users } = useQuery(usersQuery);
  const can = (users ?? []).filter(({ role, disabledAt }) => role === "administrator" && disabledAt === null);
  return <Text size="md">{texts.empty.who(can.map(({ name }) => name))}</Text>;
}
