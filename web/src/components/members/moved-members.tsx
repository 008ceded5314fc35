import { useInfiniteQuery } from "@tanstack/react-query";
import { type Moved, movedQuery } from "../../api/history.ts";
import { formatCount } from "../../format/number.ts";
import { history } from "../../texts/history.ts";
import { members } from "../../texts/members.ts";
import { Teaching } from "../teaching.tsx";
import { CustomersList, type ListProps } from "./customers-list.tsx";
import { useChoice } from "./use-choice.ts";

const texts = history.sizes;

/** The customers who entered or left a saved segment between two refreshes, with what is known of them today. */
export function MovedMembers({ moved, ...list }: ListProps & { readonly moved: Moved }) {
  const choice = useChoice(list.attributes, list.view, list.onView);
  const { columns, search, sort } = choice;
  const pages = useInfiniteQuery(movedQuery(moved, columns, { search, sort }));
  const first = pages.data?.pages[0];
  const { gone = 0, found = 0 } = first?.customers ?? {};
  const there = first ? first[moved.side] - gone : 0;
  const goneSome = texts.goneSome(formatCount(gone));
  const come = first && {
    count: search === "" ? texts.moved(formatCount(there)) : members.found(formatCount(found), formatCount(there)),
    aside: gone > 0 ? goneSome : undefined,
    found,
    columns: first.columns,
    rows: pages.data?.pages.flatMap(({ customers }) => customers.rows) ?? [],
  };
  const nobody = there === 0 && <Teaching title={texts.noneLeft} lead={goneSome} />;
  return <CustomersList {...list} choice={choice} pages={pages} come={come} nobody={nobody} />;
}
