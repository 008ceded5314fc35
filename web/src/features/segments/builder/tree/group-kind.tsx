import { SegmentedControl } from "@mantine/core";
import type { Path } from "../../../../../../src/errors.ts";
import { join } from "../../../../../../src/segment/edit.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import type { GroupNode } from "./moves.ts";
import { useTree } from "./tree-scope.ts";

interface GroupKindProps {
  readonly group: GroupNode;
  readonly path: Path;
  readonly name: string;
}

const kinds = [
  { value: "all", label: texts.allOf },
  { value: "any", label: texts.anyOf },
] as const;

/** `all of these`, or `any of these`: how many of a group must hold. */
export function GroupKind({ group, path, name }: GroupKindProps) {
  const { apply } = useTree();
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={`${texts.groupKind}: ${name}`}
        data={[...kinds]}
        value={group.kind}
        onChange={(kind) => apply((tree) => join(tree, path, kind))}
      />
      <span>{texts.these}</span>
    </>
  );
}
