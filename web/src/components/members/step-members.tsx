import { useInfiniteQuery } from "@tanstack/react-query";
import { type AtStep, atStepQuery } from "../../api/exports.ts";
import { formatCount } from "../../format/number.ts";
import { exports } from "../../texts/exports.ts";
import { Teaching } from "../teaching.tsx";
import { CustomersList, type ListProps } from "./customers-list.tsx";
import { useChoice } from "./use-choice.ts";

const texts = exports.ladder;

/** The customers of a segment whom a step on the way to a destination leaves out, or who remain after it. */
export function StepMembers({ atStep, ...list }: ListProps & { readonly atStep: AtStep }) {
  const choice = useChoice(list.attributes, list.view, list.onView);
  const { columns, search, sort } = choice;
  const pages = useInfiniteQuery(atStepQuery(atStep, columns, { search, sort }));
  const first = pages.data?.pages[0];
  const come = first && {
    count: texts.found(formatCount(first.found)),
    aside: undefined,
    found: first.found,
    columns: first.columns,
    rows: pages.data?.pages.flatMap(({ rows }) => rows) ?? [],
  };
  const nobody = search === "" && first?.found === 0 && <Teaching title={texts.none} lead={texts.noneHint} />;
  return <CustomersList {...list} choice={choice} pages={pages} come={come} nobody={nobody} />;
}
