import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { typeName } from "../../../../src/catalog/type-name.ts";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import { foundCustomersQuery, type MembersPage } from "../../api/audience.ts";
import { catalogQuery } from "../../api/catalog.ts";
import { segmentNamesQuery } from "../../api/segments.ts";
import { identifiersOf } from "../../components/customer/attribute-groups.ts";
import { bestFirst, bestMatches } from "../../format/best-matches.ts";
import { formatCount } from "../../format/number.ts";
import { find as texts } from "../../texts/find.ts";

/** Where a choice leads. */
export type Target =
  | { readonly kind: "page"; readonly to: "/customers" | "/insights" | `/exports${"" | "/destinations"}` | `/segments${"" | "/featured" | "/smart" | "/tags" | "/trash"}` }
  | { readonly kind: "create" }
  | { readonly kind: "segment"; readonly id: string }
  | { readonly kind: "customer"; readonly key: string }
  | { readonly kind: "condition"; readonly where: Condition };

export interface FoundOption {
  readonly label: string;
  readonly detail: string;
  readonly target: Target;
}

export interface FoundGroup {
  readonly label: string;
  readonly options: readonly FoundOption[];
}

export interface Found {
  readonly groups: readonly FoundGroup[];
  /** What the server is still asked for may add to it. */
  readonly searching: boolean;
  readonly error: Error | undefined;
}

const PAUSE_MS = 120;
const SHOWN = 6;

/** Everything of this name: pages at once and what the catalog names, segments and customers as the server tells of them. */
export function useFound(asked: string, pages: readonly FoundOption[]): Found {
  const [settled] = useDebouncedValue(asked.trim(), PAUSE_MS);
  const segments = useQuery({ ...segmentNamesQuery(settled), placeholderData: keepPreviousData });
  const catalog = useQuery(catalogQuery);
  const shown = identifiersOf(catalog.data?.attributes ?? []).map(({ name }) => name);
  const isAsked = settled !== "" && catalog.data !== undefined;
  const customers = useQuery({ ...foundCustomersQuery(settled, shown, SHOWN), enabled: isAsked, placeholderData: keepPreviousData });

  const saved = (segments.data?.segments ?? []).map(({ id, name, short }): FoundOption => ({ label: name, detail: short, target: { kind: "segment", id } }));
  const groups: readonly FoundGroup[] = [
    { label: texts.segments, options: bestFirst(saved, settled) },
    { label: texts.customers, options: isAsked && customers.data ? optionsOf(customers.data, settled) : [] },
    ...(asked.trim() === "" || !catalog.data ? [] : named(catalog.data, asked)),
    { label: texts.pages, options: bestMatches(pages, asked) },
  ];
  return {
    groups: groups.map(({ label, options }) => ({ label, options: options.slice(0, SHOWN) })).filter(({ options }) => options.length > 0),
    searching: asked.trim() !== settled || segments.isPlaceholderData || segments.isPending || (isAsked && (customers.isPending || customers.isPlaceholderData)) || catalog.isPending,
    error: segments.error ?? catalog.error ?? customers.error ?? undefined,
  };
}

/** Each with the identifier in which the text was found, or else the first that is known. */
function optionsOf({ rows }: MembersPage, asked: string): readonly FoundOption[] {
  return rows.map(({ key, values }) => {
    const known = values.filter((value) => value !== null).map(String);
    const found = known.find((value) => value.toLowerCase().includes(asked.toLowerCase()));
    return { label: key, detail: found ?? known[0] ?? "", target: { kind: "customer", key } };
  });
}

/** What a condition can be about, each with the condition that a new segment begins with. */
function named({ attributes, events, lists }: Catalog, asked: string): readonly FoundGroup[] {
  const attribute = attributes.map(({ name, type }): FoundOption => {
    const where: Condition = type.kind === "records" ? { kind: "attribute", attribute: name } : { kind: "attribute", attribute: name, op: "is_known" };
    return { label: name, detail: typeName(type), target: { kind: "condition", where } };
  });
  const event = events.map(({ name, count }): FoundOption => {
    return { label: name, detail: formatCount(count), target: { kind: "condition", where: { kind: "event", event: name } } };
  });
  const list = lists.map(({ id, name, size }): FoundOption => {
    return { label: name, detail: formatCount(size), target: { kind: "condition", where: { kind: "list", list: id } } };
  });
  return [
    { label: texts.attributes, options: bestMatches(attribute, asked) },
    { label: texts.events, options: bestMatches(event, asked) },
    { label: texts.lists, options: bestMatches(list, asked) },
  ];
}
