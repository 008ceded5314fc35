import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../src/api/app.ts";
import { jsonOf, openWorkspace, type Workspace } from "./workspace.ts";

let workspace: Workspace;
let document: Document;
beforeAll(async () => {
  workspace = await openWorkspace();
  document = await jsonOf(await workspace.page("GET", "/openapi.json"));
});
afterAll(() => workspace.dispose());

interface Document {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Operation {
  readonly summary?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

function operations(): readonly (readonly [string, Operation])[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
}

describe("the OpenAPI document", () => {
  it("lists every route, and only those", () => {
    const listed = operations().map(([name]) => name);
    const routes = createApp(workspace.context)
      .routes.filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    expect(listed.sort()).toEqual([...new Set(routes)].sort());
    expect(listed).toEqual(
      [
        "DELETE /api/v1/destinations/{id}",
        "DELETE /api/v1/export-schedules/{id}",
        "DELETE /api/v1/featured/{id}",
        "DELETE /api/v1/segments/{id}",
        "DELETE /api/v1/segments/{id}/notes/{note}",
        "DELETE /api/v1/smart/cards/{group}/{card}",
        "DELETE /api/v1/tags/{id}",
        "GET /api/v1/attributes",
        "GET /api/v1/attributes/examples",
        "GET /api/v1/customers/{key}",
        "GET /api/v1/customers/{key}/activity",
        "GET /api/v1/customers/{key}/events",
        "GET /api/v1/customers/{key}/segments",
        "GET /api/v1/destination-types",
        "GET /api/v1/destinations",
        "GET /api/v1/destinations/{id}",
        "GET /api/v1/destinations/{id}/uses",
        "GET /api/v1/events",
        "GET /api/v1/export-schedules",
        "GET /api/v1/exports",
        "GET /api/v1/exports/{id}",
        "GET /api/v1/exports/{id}/files/{name}",
        "GET /api/v1/exports/{id}/rejected.csv",
        "GET /api/v1/featured",
        "GET /api/v1/featured/counts",
        "GET /api/v1/insights/overview",
        "GET /api/v1/insights/tiles",
        "GET /api/v1/lists",
        "GET /api/v1/notifications",
        "GET /api/v1/openapi.json",
        "GET /api/v1/recipes",
        "GET /api/v1/segments",
        "GET /api/v1/segments/members.csv",
        "GET /api/v1/segments/trash",
        "GET /api/v1/segments/{id}",
        "GET /api/v1/segments/{id}/changes",
        "GET /api/v1/segments/{id}/members.csv",
        "GET /api/v1/segments/{id}/notes",
        "GET /api/v1/segments/{id}/people",
        "GET /api/v1/segments/{id}/refreshes",
        "GET /api/v1/segments/{id}/revisions",
        "GET /api/v1/segments/{id}/uses",
        "GET /api/v1/session",
        "GET /api/v1/settings/exports",
        "GET /api/v1/settings/mail",
        "GET /api/v1/settings/refreshes",
        "GET /api/v1/smart",
        "GET /api/v1/smart/counts",
        "GET /api/v1/smart/roles",
        "GET /api/v1/tags",
        "GET /api/v1/test-people",
        "GET /api/v1/users",
        "GET /healthz",
        "GET /readyz",
        "GET /sign-in",
        "PATCH /api/v1/featured/{id}",
        "POST /api/v1/destinations",
        "POST /api/v1/destinations/preview",
        "POST /api/v1/destinations/test",
        "POST /api/v1/export-schedules",
        "POST /api/v1/export-schedules/next",
        "POST /api/v1/exports",
        "POST /api/v1/exports/exportable",
        "POST /api/v1/exports/ladder",
        "POST /api/v1/exports/left-out",
        "POST /api/v1/exports/preview",
        "POST /api/v1/exports/{id}/again",
        "POST /api/v1/exports/{id}/cancel",
        "POST /api/v1/exports/{id}/left-out",
        "POST /api/v1/featured",
        "POST /api/v1/imports/customers",
        "POST /api/v1/imports/events",
        "POST /api/v1/imports/list",
        "POST /api/v1/insights",
        "POST /api/v1/insights/differences",
        "POST /api/v1/notifications/read",
        "POST /api/v1/retype",
        "POST /api/v1/segments",
        "POST /api/v1/segments/breakdown",
        "POST /api/v1/segments/check",
        "POST /api/v1/segments/contains",
        "POST /api/v1/segments/count",
        "POST /api/v1/segments/counts",
        "POST /api/v1/segments/delete",
        "POST /api/v1/segments/difference",
        "POST /api/v1/segments/explain",
        "POST /api/v1/segments/lint",
        "POST /api/v1/segments/members",
        "POST /api/v1/segments/members.csv",
        "POST /api/v1/segments/members.ndjson",
        "POST /api/v1/segments/overlap",
        "POST /api/v1/segments/parse",
        "POST /api/v1/segments/tags",
        "POST /api/v1/segments/uses",
        "POST /api/v1/segments/values",
        "POST /api/v1/segments/{id}/notes",
        "POST /api/v1/segments/{id}/refresh",
        "POST /api/v1/segments/{id}/restore",
        "POST /api/v1/segments/{id}/revisions/counts",
        "POST /api/v1/settings/mail/test",
        "POST /api/v1/sign-in-links",
        "POST /api/v1/sign-out",
        "POST /api/v1/smart/cards",
        "POST /api/v1/tags",
        "POST /api/v1/tags/{id}/merge",
        "POST /api/v1/users",
        "POST /api/v1/users/{id}/sign-in-links",
        "PUT /api/v1/destinations/{id}",
        "PUT /api/v1/export-schedules/{id}",
        "PUT /api/v1/featured/order",
        "PUT /api/v1/insights/tiles/own",
        "PUT /api/v1/insights/tiles/shared",
        "PUT /api/v1/segments/{id}",
        "PUT /api/v1/segments/{id}/notes/{note}",
        "PUT /api/v1/segments/{id}/people",
        "PUT /api/v1/segments/{id}/tags",
        "PUT /api/v1/settings/exports",
        "PUT /api/v1/settings/mail",
        "PUT /api/v1/settings/refreshes",
        "PUT /api/v1/smart/cards/{group}/{card}",
        "PUT /api/v1/smart/groups/{group}/order",
        "PUT /api/v1/smart/roles",
        "PUT /api/v1/tags/{id}",
        "PUT /api/v1/test-people",
        "PUT /api/v1/users/{id}",
      ].sort(),
    );
  });

  it("is whole: every reference leads somewhere, every path names its parameters", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(document.info.version).toBe("1.2.3");
    for (const [, kind, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)) {
      expect(document.components[String(kind)]).toHaveProperty(String(name));
    }
    for (const [name, operation] of operations()) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
      expect([name, declared]).toEqual([name, inPath]);
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\S/)]);
      for (const response of Object.values(operation.responses)) expect(response.description).toMatch(/\S/);
    }
  });

  it("says which routes are open to all", () => {
    const open = operations().filter(([, { security }]) => security?.length === 0);
    expect(open.map(([name]) => name).sort()).toEqual(["GET /healthz", "GET /readyz", "GET /sign-in"]);
  });
});
