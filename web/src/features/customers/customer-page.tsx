import { Anchor } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CustomerProfile } from "../../components/customer/customer-profile.tsx";
import { Page } from "../../components/page.tsx";
import { customers as texts } from "../../texts/customers.ts";

const route = getRouteApi("/customers/$key");

export function CustomerPage() {
  const { key } = route.useParams();
  const { why } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title={key}
      actions={
        <Anchor component={Link} to="/customers" size="md">
          {texts.title}
        </Anchor>
      }
    >
      <CustomerProfile
        key={key}
        customerKey={key}
        why={why}
        onWhy={(id) => void navigate({ search: id === undefined ? {} : { why: id }, replace: true })}
      />
    </Page>
  );
}
