import { BeginButton } from "./begin-button.tsx";
import type { OpenedSet } from "./opened-set.ts";
import { SaveAsSegment } from "./save-as-segment.tsx";

/** Makes a segment of the customers on the screen, where a definition asks for them. */
export function SaveButton({ set }: { readonly set: OpenedSet }) {
  if ("question" in set) return <SaveAsSegment set={set} />;
  if ("moved" in set && set.begins) return <BeginButton name={set.title} where={set.begins} />;
  return null;
}
