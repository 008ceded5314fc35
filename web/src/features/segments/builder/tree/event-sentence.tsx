import type { EventCondition } from "../../../../../../src/segment/ast.ts";
import { eventsNamed } from "../../../../../../src/segment/fields.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { Choice } from "../inputs/choice.tsx";
import { WindowInput } from "../inputs/window-input.tsx";
import { EventNames } from "./event-names.tsx";
import { MeasureControls } from "./measure-controls.tsx";
import { pickOf, picks, withPick } from "./pick.ts";
import type { SentenceProps } from "./sentence.ts";
import { useTree } from "./tree-scope.ts";
import { useReplace } from "./use-replace.ts";

/** `did Order Completed at least 2 times in the last 30 days`, or `whose first Order Completed in the last 30 days`. */
export function EventSentence({ node, path, wrong }: SentenceProps<EventCondition>) {
  const { catalog, clock } = useTree();
  const replaceBy = useReplace(path);
  const set = (fields: Partial<EventCondition>, typing?: string) => replaceBy({ ...node, ...fields }, typing);
  return (
    <>
      <Choice
        label={texts.which}
        value={pickOf(node)}
        options={picks.map((value) => ({ value, label: texts.picks[value], word: texts.pickWords[value], help: texts.pickHelp[value] }))}
        onChange={(next) => replaceBy(withPick(node, next))}
      />
      <EventNames event={node.event} invalid={wrong.has("event")} onChange={(event) => set({ event })} />
      {node.pick === undefined && (
        <MeasureControls condition={node} events={eventsNamed(catalog, node.event)} wrong={wrong} onChange={set} />
      )}
      {node.pickFrom !== undefined && <span>{texts.lies}</span>}
      <WindowInput
        window={node.window}
        onChange={(window) => set({ window }, "window")}
        clock={clock}
        allowAlways
        bounded={false}
        invalid={wrong.has("window")}
      />
    </>
  );
}
