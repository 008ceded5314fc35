import { Text } from "@mantine/core";
import type { Catalog, EventType } from "../../../../../../src/catalog/types.ts";
import { describeShort } from "../../../../../../src/segment/describe.ts";
import { isCondition } from "../../../../../../src/segment/edit-tree.ts";
import type { LeafNode } from "./editable.ts";

interface PlainSentenceProps {
  readonly leaf: LeafNode;
  readonly events: readonly EventType[] | undefined;
  readonly catalog: Catalog;
}

/** A condition in words, where there are no controls for it. */
export function PlainSentence({ leaf, events, catalog }: PlainSentenceProps) {
  const whole = isCondition(leaf) ? leaf : ({ kind: "event", event: (events ?? []).map(({ name }) => name), where: leaf } as const);
  return (
    <Text component="span" size="sm">
      {describeShort(whole, catalog)}
    </Text>
  );
}
