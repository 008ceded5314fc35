import { memo } from "react";
import type { EventType } from "../../../../../../src/catalog/types.ts";
import type { Path } from "../../../../../../src/errors.ts";
import { conditions as texts } from "../../../../texts/conditions.ts";
import { AttributeSentence } from "./attribute-sentence.tsx";
import { editableLeaf, type LeafNode } from "./editable.ts";
import { EventFilters } from "./event-filters.tsx";
import { EventSentence } from "./event-sentence.tsx";
import { Findings } from "./findings.tsx";
import { NodeMarks } from "./node-marks.tsx";
import { NodeTools } from "./node-tools.tsx";
import { PlainSentence } from "./plain-sentence.tsx";
import { PropertySentence } from "./property-sentence.tsx";
import { RowResolved } from "./row-resolved.tsx";
import classes from "./tree.module.css";
import { type TreeFindings, useFindings, useTree, wrongFields } from "./tree-scope.ts";
import { sameProps } from "./same-props.ts";
import { useMoveKeys } from "./use-move-keys.ts";

interface ConditionRowProps {
  readonly leaf: LeafNode;
  readonly path: Path;
  /** Where the leaf itself stands, inside of its negations. */
  readonly inner: Path;
  readonly negations: number;
  readonly off: boolean;
  readonly place: string;
  readonly events: readonly EventType[] | undefined;
}

/** One condition, or one filter of an event. */
export function ConditionRow(props: ConditionRowProps) {
  const { problems, warnings } = useFindings(props.path, props.inner);
  return <Row {...props} problems={problems} warnings={warnings} />;
}

/** A sentence of controls. Drawn again only when something of its own has changed. */
const Row = memo(function Row(props: ConditionRowProps & TreeFindings) {
  const { leaf, path, inner, negations, off, place, events, problems, warnings } = props;
  const { catalog } = useTree();
  const editable = editableLeaf(leaf, catalog);
  const onKeyDown = useMoveKeys(path);
  const name = events ? texts.filter(place) : texts.condition(place);
  const sentence = { path: inner, wrong: wrongFields(problems, inner) };

  return (
    <div
      role="group"
      aria-label={name}
      className={classes.row}
      data-path={JSON.stringify(path)}
      data-off={off || undefined}
      onKeyDownCapture={onKeyDown}
    >
      <div className={classes.line}>
        <div className={classes.sentence}>
          <NodeMarks path={path} negations={negations} off={off} />
          {editable === undefined && <PlainSentence leaf={leaf} events={events} catalog={catalog} />}
          {editable?.kind === "attribute" && <AttributeSentence condition={editable} {...sentence} />}
          {editable?.kind === "event" && <EventSentence condition={editable} {...sentence} />}
          {editable?.kind === "property" && <PropertySentence condition={editable} events={events ?? []} {...sentence} />}
        </div>
        <NodeTools path={path} inner={inner} node={leaf} negated={negations > 0} off={off} name={name} />
      </div>
      {editable && <RowResolved leaf={editable} events={events} valid={problems.length === 0 && !off} />}
      <Findings problems={problems} warnings={off ? [] : warnings} />
      {editable?.kind === "event" && <EventFilters condition={editable} path={inner} place={place} />}
    </div>
  );
}, sameProps);
