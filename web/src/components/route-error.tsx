import type { ErrorComponentProps } from "@tanstack/react-router";
import { common } from "../texts/common.ts";
import { ErrorNotice } from "./error-notice.tsx";
import { Page } from "./page.tsx";

/** A page that broke, or whose code did not load. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  return (
    <Page title={common.failedTitle} hideTitle>
      <ErrorNotice error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
    </Page>
  );
}
