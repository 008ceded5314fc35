import type { SampleCondition } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { NumberInput } from "../inputs/number-input.tsx";
import { TextInput } from "../inputs/text-input.tsx";
import type { SentenceProps } from "./sentence.ts";
import { useReplace } from "./use-replace.ts";

/** A percent that is not typed yet. `check` asks for it. */
const UNSAID = Number.NaN;

/** `are in a random 10% from 0% on, drawn by newsletter`. */
export function SampleSentence({ node, path, wrong }: SentenceProps<SampleCondition>) {
  const set = useReplace(path);
  const known = (percent: number) => (Number.isNaN(percent) ? undefined : percent);
  return (
    <>
      <span>{texts.inSample}</span>
      <NumberInput
        label={texts.percent}
        value={known(node.percent)}
        onChange={(percent) => set({ ...node, percent: percent ?? UNSAID }, "percent")}
        invalid={wrong.has("percent")}
      />
      <span>{texts.percentFrom}</span>
      <NumberInput
        label={texts.offset}
        value={known(node.offset ?? 0)}
        onChange={(offset) => set({ ...node, offset: offset === 0 ? undefined : (offset ?? UNSAID) }, "offset")}
        invalid={wrong.has("offset")}
      />
      <span>{texts.drawnBy}</span>
      <TextInput
        label={texts.salt}
        value={node.salt}
        onChange={(salt) => set({ ...node, salt: salt ?? "" }, "salt")}
        invalid={wrong.has("salt")}
      />
    </>
  );
}
