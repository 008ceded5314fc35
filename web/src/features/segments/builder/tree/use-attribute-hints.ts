import { useQuery } from "@tanstack/react-query";
import { attributeExamplesQuery, catalogQuery } from "../../../../api/catalog.ts";
import { formatShare } from "../../../../format/number.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { attributeOption } from "./fields.ts";

const NONE: ReadonlyMap<string, string> = new Map();

/** What is said below each attribute that an open list offers, by its option: the share of customers for whom it is known, and examples. */
export function useAttributeHints(opened: boolean): ReadonlyMap<string, string> {
  const { data: customers } = useQuery({ ...catalogQuery, select: (catalog) => catalog.customers });
  const { data } = useQuery(attributeExamplesQuery);
  if (!opened || !data || !customers) return NONE;
  const hintOf = ({ known, examples }: (typeof data.attributes)[number]) => [texts.known(formatShare(known / customers)), ...examples].join(" · ");
  return new Map(data.attributes.map((attribute) => [attributeOption(attribute.name), hintOf(attribute)]));
}
