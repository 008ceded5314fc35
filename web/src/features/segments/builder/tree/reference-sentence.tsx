import type { ExportedCondition, ListCondition } from "../../../../../../src/segment/ast.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { WindowInput } from "../inputs/window-input.tsx";
import { listGroup, picked } from "./fields.ts";
import { Picker } from "./picker.tsx";
import type { SentenceProps } from "./sentence.ts";
import classes from "./tree.module.css";
import { useTree } from "./tree-scope.ts";
import { useReplace } from "./use-replace.ts";

/** `were sent to Newsletter in the last 7 days`. */
export function ExportedSentence({ node, path, wrong }: SentenceProps<ExportedCondition>) {
  const { names, clock } = useTree();
  const set = useReplace(path);
  return (
    <>
      <span>{texts.sentTo}</span>
      <Picker
        label={texts.destination}
        search={texts.searchDestinations}
        groups={[]}
        saved={["destination"]}
        className={classes.name}
        invalid={wrong.has("destination")}
        onPick={(choice) => set({ ...node, destination: picked(choice).name })}
      >
        {names.destinations.get(node.destination)?.name ?? (node.destination || texts.chooseDestination)}
      </Picker>
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
