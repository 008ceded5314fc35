import type { Attribute } from "../../../../src/catalog/types.ts";
import type { CustomerSort } from "../../api/audience.ts";
import type { MembersView } from "./members-view.ts";
import { shownColumns } from "./shown-columns.ts";
import { useKeptColumns } from "./use-kept-columns.ts";

/** What a list of customers shows, as far as the attributes are there. */
export interface Choice {
  readonly columns: readonly string[];
  readonly search: string;
  readonly sort: CustomerSort | undefined;
  readonly onColumns: (columns: readonly string[]) => void;
}

export function useChoice(attributes: readonly Attribute[], view: MembersView, onView: (view: MembersView) => void): Choice {
  const [kept, keep] = useKeptColumns();
  const { search = "", sort } = view;
  const isThere = sort?.attribute === null || attributes.some(({ name }) => name === sort?.attribute);
  return {
    columns: shownColumns(attributes, view.columns ?? kept),
    search,
    sort: isThere ? sort : undefined,
    onColumns: (next) => {
      keep(next);
      onView({ ...view, columns: next });
    },
  };
}
