import { Anchor, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { catalogQuery } from "../../api/catalog.ts";
import { destinationKindsQuery, destinationQuery } from "../../api/destinations.ts";
import { sessionQuery } from "../../api/session.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { Page } from "../../components/page.tsx";
import { Teaching } from "../../components/teaching.tsx";
import { destinations } from "../../texts/destinations.ts";
import { DestinationForm } from "./destination-form.tsx";
import { GoneKind } from "./gone-kind.tsx";
import { KindCards } from "./kind-cards.tsx";

const route = getRouteApi("/exports/destinations/$id");
const texts = destinations.form;
const NEW = "new";

/** Sets up a destination, or changes one. */
export function DestinationPage() {
  const { id } = route.useParams();
  const { type: wanted } = route.useSearch();
  const isNew = id === NEW;
  const session = useQuery(sessionQuery).data;
  const kinds = useQuery(destinationKindsQuery);
  const catalog = useQuery(catalogQuery);
  const found = useQuery({ ...destinationQuery(id), enabled: !isNew, staleTime: 0 });
  const destination = isNew ? undefined : found.data;
  const kind = isNew ? wanted : destination?.type;
  const type = kinds.data?.types.find((one) => one.id === kind);
  const failed = [kinds, catalog, ...(isNew ? [] : [found])].find(({ error }) => error);
  const title = destination?.name ?? (!isNew ? destinations.title : type ? texts.newTitle(type.title) : destinations.choose);

  if (session && session.user.role !== "administrator") {
    return (
      <Page title={destinations.title}>
        <Teaching title={destinations.onlyAdministrators} lead={destinations.onlyAdministratorsHint} />
      </Page>
    );
  }
  return (
    <Page
      title={title}
      actions={
        <Anchor component={Link} to="/exports/destinations" size="md">
          {texts.back}
        </Anchor>
      }
    >
      {failed?.error && <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && isNew && kinds.data && !type && <KindCards types={kinds.data.types} />}
      {!failed && kinds.data && destination && !type && <GoneKind destination={destination} />}
      {!failed && type && kinds.data && catalog.data && session && (isNew || destination) && (
        <DestinationForm
          key={`${id} ${type.id}`}
          {...{ type, destination }}
          kinds={kinds.data}
          catalog={catalog.data}
          timeZone={session.timeZone}
        />
      )}
      {!failed && !(kinds.data && catalog.data && (isNew || destination)) && <Skeleton height={520} radius="md" />}
    </Page>
  );
}
