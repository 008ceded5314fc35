import type { RecordsCondition } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { AttributePicker } from "./attribute-picker.tsx";
import { CountControls } from "./count-controls.tsx";
import type { SentenceProps } from "./sentence.ts";
import { useReplace } from "./use-replace.ts";

/** `have at least 2 of purchases`, of which the filters say which. */
export function RecordsSentence({ node, path, wrong }: SentenceProps<RecordsCondition>) {
  const set = useReplace(path);
  return (
    <>
      <span>{texts.have}</span>
      <CountControls
        counted={node}
        names={texts.recordCount}
        exampleOf={(counted) => ({ kind: node.kind, attribute: node.attribute, ...counted })}
        wrong={wrong}
        onChange={(fields, typing) => set({ ...node, ...fields }, typing)}
      />
      <span>{texts.of}</span>
      <AttributePicker node={node} path={path} wrong={wrong} />
    </>
  );
}
