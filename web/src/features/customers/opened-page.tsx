import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { OpenedCustomers } from "../../components/open-customers/opened-customers.tsx";
import type { OpenedSet } from "../../components/open-customers/opened-set.ts";
import { SaveButton } from "../../components/open-customers/save-button.tsx";
import { Page } from "../../components/page.tsx";
import { opened as texts } from "../../texts/opened.ts";

/** The customers that an address names by their definition. */
export function OpenedPage({ set }: { readonly set: OpenedSet }) {
  return (
    <Page
      title={set.title}
      actions={
        <Anchor component={Link} to="/customers" size="md">
          {texts.everyone}
        </Anchor>
      }
    >
      <OpenedCustomers key={JSON.stringify(set)} set={set}>
        <SaveButton set={set} />
      </OpenedCustomers>
    </Page>
  );
}
