import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { addFeatured, changeFeatured, type Featured, type FeaturedLook, featuredQuery, nameOf, orderFeatured, removeFeatured } from "../../../api/featured.ts";
import type { Segment } from "../../../api/segments.ts";
import { sayDone, sayFailed } from "../../../components/say.ts";
import { useIsAdministrator } from "../../../components/use-is-administrator.ts";
import { featured as texts } from "../../../texts/featured.ts";

interface Change {
  readonly send: () => Promise<readonly Featured[]>;
  /** What is shown until the server has answered. */
  readonly meanwhile?: readonly Featured[];
  readonly said?: (all: readonly Featured[]) => string | undefined;
}

/** The segments that are featured, and what an administrator changes about them. */
export function useFeatured() {
  const cache = useQueryClient();
  const isAdministrator = useIsAdministrator();
  const found = useQuery(featuredQuery);
  const change = useMutation({
    mutationFn: ({ send }: Change) => send(),
    // One after the other, so that the last is what stays.
    scope: { id: "featured" },
    onMutate: async ({ meanwhile }) => {
      await cache.cancelQueries({ queryKey: featuredQuery.queryKey });
      if (meanwhile) cache.setQueryData(featuredQuery.queryKey, meanwhile);
    },
    onSuccess: (all, { said, meanwhile }) => {
      if (!meanwhile || cache.isMutating() === 1) cache.setQueryData(featuredQuery.queryKey, all);
      const message = said?.(all);
      if (message !== undefined) sayDone(message);
    },
    onError: (error) => {
      sayFailed(texts.failed, error);
      void cache.invalidateQueries({ queryKey: featuredQuery.queryKey });
    },
  });
  const add = (id: string, look?: FeaturedLook) => {
    const said = (all: readonly Featured[]) => {
      const card = all.find(({ segment }) => segment.id === id);
      return card && texts.added(nameOf(card));
    };
    return change.mutateAsync({ send: () => addFeatured(id, look), said });
  };
  const put = (id: string, look: FeaturedLook) => change.mutateAsync({ send: () => changeFeatured(id, look) });
  const remove = ({ id, name }: Pick<Segment, "id" | "name">) => {
    change.mutate({ send: () => removeFeatured(id), said: () => texts.removed(name) });
  };
  const order = (all: readonly Featured[]) => {
    change.mutate({ send: () => orderFeatured(all.map(({ segment }) => segment.id)), meanwhile: all });
  };
  return { found, isAdministrator, add, put, remove, order };
}
