import type { ListCondition, SegmentCondition } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { listGroup, picked } from "./fields.ts";
import { Picker } from "./picker.tsx";
import type { SentenceProps } from "./sentence.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";
import { useReplace } from "./use-replace.ts";

/** `are in the segment Big spenders`. */
export function SegmentSentence({ node, path, wrong }: SentenceProps<SegmentCondition>) {
  const { segments } = useTree();
  const set = useReplace(path);
  return (
    <>
      <span>{texts.inSegment}</span>
      <Picker
        label={texts.segment}
        search={texts.searchSegments}
        groups={[]}
        withSegments
        className={classes.name}
        invalid={wrong.has("segment")}
        onPick={(choice) => set({ ...node, segment: picked(choice).name })}
      >
        {segments.get(node.segment)?.name ?? node.segment}
      </Picker>
    </>
  );
}

/** `are on the list Newsletter`. */
export function ListSentence({ node, path, wrong }: SentenceProps<ListCondition>) {
  const { catalog } = useTree();
  const set = useReplace(path);
  return (
    <>
      <span>{texts.onList}</span>
      <Picker
        label={texts.list}
        search={texts.searchLists}
        groups={[listGroup(catalog)]}
        className={classes.name}
        invalid={wrong.has("list")}
        onPick={(choice) => set({ ...node, list: picked(choice).name })}
      >
        {catalog.lists.find(({ id }) => id === node.list)?.name ?? node.list}
      </Picker>
    </>
  );
}
