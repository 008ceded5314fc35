import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { common } from "../texts/common.ts";
import { Page } from "./page.tsx";
import { Teaching } from "./teaching.tsx";

export function NotFound() {
  return (
    <Page title={common.notFoundTitle} hideTitle>
      <Teaching title={common.notFoundTitle} lead={common.notFoundHint}>
        <Button variant="default" component={Link} to="/segments">
          {common.toSegments}
        </Button>
      </Teaching>
    </Page>
  );
}
