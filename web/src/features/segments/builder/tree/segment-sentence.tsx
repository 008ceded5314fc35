import type { SegmentCondition } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { Choice } from "../inputs/choice.tsx";
import { WindowInput } from "../inputs/window-input.tsx";
import { picked } from "./fields.ts";
import { FIRST_WINDOW, membershipOf, memberships, withMembership } from "./membership.ts";
import { Picker } from "./picker.tsx";
import type { SentenceProps } from "./sentence.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";
import { useReplace } from "./use-replace.ts";

/** `are in the segment Big spenders`, or `entered the segment Big spenders in the last 7 days`. */
export function SegmentSentence({ node, path, wrong }: SentenceProps<SegmentCondition>) {
  const { names, clock, apply } = useTree();
  const set = useReplace(path);
  const membership = membershipOf(node, path);
  const way = node.entered === undefined ? "left" : "entered";
  return (
    <>
      <Choice
        label={texts.membership}
        value={membership}
        options={memberships.map((value) => ({
          value,
          label: texts.memberships[value],
          word: texts.membershipWords[value],
          help: texts.membershipHelp[value],
        }))}
        onChange={(next) => apply((whole) => withMembership(whole, path, node, next))}
      />
      <Picker
        label={texts.segment}
        search={texts.searchSegments}
        groups={[]}
        saved={["segment"]}
        className={classes.name}
        invalid={wrong.has("segment")}
        onPick={(choice) => set({ ...node, segment: picked(choice).name })}
      >
        {names.segments.get(node.segment)?.name ?? (node.segment || texts.chooseSegment)}
      </Picker>
      {(membership === "entered" || membership === "left") && (
        <WindowInput
          window={node[way]}
          onChange={(window) => set({ ...node, [way]: window ?? FIRST_WINDOW }, way)}
          clock={clock}
          allowAlways={false}
          bounded={false}
          invalid={wrong.has(way)}
        />
      )}
    </>
  );
}
