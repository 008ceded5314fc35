import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { NotFound } from "../components/not-found.tsx";
import { customerSearch, destinationSearch, profileSearch, runsSearch, segmentSearch, segmentsSearch } from "../components/page-search.ts";
import { RouteError } from "../components/route-error.tsx";
import { Shell } from "./shell.tsx";

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: RouteError });

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/segments" });
  },
});

const segmentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/segments",
  validateSearch: segmentsSearch,
  component: lazyRouteComponent(() => import("../features/segments/list/segments-page.tsx"), "SegmentsPage"),
});

const featuredRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/segments/featured",
  component: lazyRouteComponent(() => import("../features/segments/featured/featured-page.tsx"), "FeaturedPage"),
});

const smartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/segments/smart",
  component: lazyRouteComponent(() => import("../features/segments/smart/smart-page.tsx"), "SmartPage"),
});

const tagsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/segments/tags",
  component: lazyRouteComponent(() => import("../features/segments/tags/tags-page.tsx"), "TagsPage"),
});

const trashRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/segments/trash",
  component: lazyRouteComponent(() => import("../features/segments/list/trash-page.tsx"), "TrashPage"),
});

/** `new` is a segment that is not saved yet. */
const segmentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/segments/$id",
  validateSearch: segmentSearch,
  component: lazyRouteComponent(() => import("../features/segments/builder/segment-page.tsx"), "SegmentPage"),
});

const insightsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/insights",
  component: lazyRouteComponent(() => import("../features/insights/insights-page.tsx"), "InsightsPage"),
});

const customersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers",
  validateSearch: customerSearch,
  component: lazyRouteComponent(() => import("../features/customers/customers-page.tsx"), "CustomersPage"),
});

const customerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/customers/$key",
  validateSearch: profileSearch,
  component: lazyRouteComponent(() => import("../features/customers/customer-page.tsx"), "CustomerPage"),
});

const runsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/exports",
  validateSearch: runsSearch,
  component: lazyRouteComponent(() => import("../features/exports/runs-page.tsx"), "RunsPage"),
});

const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/exports/$id",
  component: lazyRouteComponent(() => import("../features/exports/run-page.tsx"), "RunPage"),
});

const destinationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/exports/destinations",
  component: lazyRouteComponent(() => import("../features/destinations/destinations-page.tsx"), "DestinationsPage"),
});

/** `new` is one that is not set up yet. */
const destinationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/exports/destinations/$id",
  validateSearch: destinationSearch,
  component: lazyRouteComponent(() => import("../features/destinations/destination-page.tsx"), "DestinationPage"),
});

const exportSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/exports/settings",
  component: lazyRouteComponent(() => import("../features/exports/export-settings-page.tsx"), "ExportSettingsPage"),
});

const usersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/users",
  component: lazyRouteComponent(() => import("../features/users/users-page.tsx"), "UsersPage"),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    segmentsRoute,
    featuredRoute,
    smartRoute,
    tagsRoute,
    trashRoute,
    segmentRoute,
    customersRoute,
    customerRoute,
    insightsRoute,
    runsRoute,
    runRoute,
    destinationsRoute,
    destinationRoute,
    exportSettingsRoute,
    usersRoute,
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
