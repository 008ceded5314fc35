import { Menu } from "@mantine/core";
import { IconStar, IconStarOff } from "@tabler/icons-react";
import type { Segment } from "../../../api/segments.ts";
import { featured as texts } from "../../../texts/featured.ts";
import { useFeatured } from "./use-featured.ts";

/** In the menu of a saved segment: an administrator shows it to all, or no longer. */
export function FeatureItem({ segment }: { readonly segment: Pick<Segment, "id" | "name"> }) {
  const { found, isAdministrator, add, remove } = useFeatured();
  if (!isAdministrator) return null;
  const is = found.data?.some((one) => one.segment.id === segment.id) ?? false;
  return (
    <Menu.Item
      leftSection={is ? <IconStarOff size={15} /> : <IconStar size={15} />}
      disabled={!found.data}
      onClick={() => (is ? remove(segment) : void add(segment.id).catch(() => undefined))}
    >
      {is ? texts.unfeature : texts.feature}
    </Menu.Item>
  );
}
