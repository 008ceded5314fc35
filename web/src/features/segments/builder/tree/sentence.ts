import type { Path } from "../../../../../../src/errors.ts";
import type { Node } from "../../../../../../src/segment/edit-tree.ts";

/** What the sentence of one condition is drawn from. */
export interface SentenceProps<T extends Node> {
  readonly node: T;
  readonly path: Path;
  /** The fields that are wrong, not merely still to be filled. */
  readonly wrong: ReadonlySet<string>;
}
