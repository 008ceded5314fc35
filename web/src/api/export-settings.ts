import { queryOptions } from "@tanstack/react-query";
import type { Condition } from "../../../src/segment/ast.ts";
import { request } from "./client.ts";

/** What holds for all exports. */
export interface ExportPlan {
  /** Who is never sent; null: nobody. */
  readonly suppression: Condition | null;
  /** How many days rows and files of a run are kept. */
  readonly keptDays: number;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: "none" | "starttls" | "tls";
  readonly user?: string;
  readonly from: string;
}

export const exportPlanQuery = queryOptions({ queryKey: ["settings", "exports"], queryFn: ({ signal }) => request<ExportPlan>("/settings/exports", { signal }) });

export function changeExportPlan(plan: ExportPlan): Promise<ExportPlan> {
  return request("/settings/exports", { method: "PUT", body: plan });
}

export type KnownServer = MailServer & { readonly hasPassword: boolean };

/** Null: none is set up. For administrators alone. */
export const mailServerQuery = queryOptions({
  queryKey: ["settings", "mail"],
  queryFn: async ({ signal }) => (await request<{ readonly server: KnownServer | null }>("/settings/mail", { signal })).server,
});

/** A password that is left out stays as it is, null takes it away. No server: none from now on. */
export function changeMailServer(server: (MailServer & { readonly password?: string | null }) | null): Promise<{ readonly server: KnownServer | null }> {
  return request("/settings/mail", { method: "PUT", body: { server } });
}

/** Throws ApiError with what is wrong. */
export function testMailServer(): Promise<void> {
  return request("/settings/mail/test", { method: "POST" });
}
