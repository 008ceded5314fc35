import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { ItemCondition, RecordFilter } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { CountControls } from "./count-controls.tsx";
import { recordGroup } from "./fields.ts";
import { Picker } from "./picker.tsx";
import type { SentenceProps } from "./sentence.ts";
import classes from "./tree.module.css";
import { useReplace } from "./use-replace.ts";

interface ItemSentenceProps extends SentenceProps<ItemCondition> {
  readonly events: readonly EventType[];
}

const EVERY: RecordFilter = { kind: "all", of: [] };

/** `has at least 1 of products`, said of one event; the filters say which. */
export function ItemSentence({ node, events, path, wrong }: ItemSentenceProps) {
  const set = useReplace(path);
  return (
    <>
      <span>{texts.has}</span>
      <CountControls
        counted={node}
        names={texts.recordCount}
        exampleOf={(counted) => {
          const where = { kind: "item", of: node.of, where: EVERY, ...counted } as const;
          return { kind: "event", event: events.map(({ name }) => name), where };
        }}
        wrong={wrong}
        onChange={(fields, typing) => set({ ...node, ...fields }, typing)}
      />
      <span>{texts.of}</span>
      <Picker
        label={texts.property}
        search={texts.searchOf.event}
        groups={[recordGroup(events)]}
        className={classes.name}
        invalid={wrong.has("of")}
        onPick={(of) => set({ ...node, of, where: { kind: "all", of: [] } })}
      >
        {node.of}
      </Picker>
    </>
  );
}
