import type { SequenceCondition } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { WindowInput } from "../inputs/window-input.tsx";
import type { SentenceProps } from "./sentence.ts";
import { useTree } from "./tree-scope.ts";
import { useReplace } from "./use-replace.ts";

/** `did these in order, the first in the last 7 days`; the steps stand below. */
export function SequenceSentence({ node, path, wrong }: SentenceProps<SequenceCondition>) {
  const { clock } = useTree();
  const set = useReplace(path);
  return (
    <>
      <span>{texts.didInOrder}</span>
      <WindowInput
        window={node.window}
        onChange={(window) => set({ ...node, window }, "window")}
        clock={clock}
        allowAlways
        bounded={false}
        invalid={wrong.has("window")}
      />
    </>
  );
}
