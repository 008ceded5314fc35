import { assertNever, type Path, type Problem } from "../../../../../../src/errors.ts";
import { eventsNamed } from "../../../../../../src/segment/fields.ts";
import { isRecordsCondition } from "../../../../../../src/segment/records.ts";
import { AttributeSentence } from "./attribute-sentence.tsx";
import { EventSentence } from "./event-sentence.tsx";
import { FieldSentence } from "./field-sentence.tsx";
import { attributeData, fieldsOf } from "./fields.ts";
import { Filters } from "./filters.tsx";
import { ItemSentence } from "./item-sentence.tsx";
import type { LeafNode } from "./moves.ts";
import { PropertySentence } from "./property-sentence.tsx";
import { RecordsSentence } from "./records-sentence.tsx";
import { ExportedSentence, ListSentence } from "./reference-sentence.tsx";
import { SampleSentence } from "./sample-sentence.tsx";
import { SegmentSentence } from "./segment-sentence.tsx";
import { SequenceSentence } from "./sequence-sentence.tsx";
import { SequenceSteps } from "./sequence-steps.tsx";
import type { Subject } from "./subject.ts";
import { useTree, wrongFields } from "./tree-scope.ts";

interface LeafProps {
  readonly leaf: LeafNode;
  readonly path: Path;
  readonly problems: readonly Problem[];
  readonly subject: Subject;
}

/** The controls of a condition, as its sentence. */
export function LeafSentence({ leaf, path, problems, subject }: LeafProps) {
  const { catalog } = useTree();
  const shared = { path, wrong: wrongFields(problems, path) };
  const events = subject.kind === "event" ? subject.events : [];
  switch (leaf.kind) {
    case "attribute":
      if (isRecordsCondition(leaf, catalog)) return <RecordsSentence node={leaf} {...shared} />;
      return <AttributeSentence node={leaf} {...shared} />;
    case "event":
      return <EventSentence node={leaf} {...shared} />;
    case "sequence":
      return <SequenceSentence node={leaf} {...shared} />;
    case "segment":
      return <SegmentSentence node={leaf} {...shared} />;
    case "exported":
      return <ExportedSentence node={leaf} {...shared} />;
    case "list":
      return <ListSentence node={leaf} {...shared} />;
    case "sample":
      return <SampleSentence node={leaf} {...shared} />;
    case "property":
      return <PropertySentence node={leaf} events={events} {...shared} />;
    case "item":
      return <ItemSentence node={leaf} events={events} {...shared} />;
    case "field":
      return <FieldSentence node={leaf} subject={subject.kind === "record" ? subject : undefined} {...shared} />;
    default:
      return assertNever(leaf);
  }
}

/** What stands below the sentence: filters, steps. */
export function LeafBody({ leaf, path, problems, subject, place }: LeafProps & { readonly place: string }) {
  const { catalog } = useTree();
  const where = [...path, "where"];
  switch (leaf.kind) {
    case "attribute": {
      if (!isRecordsCondition(leaf, catalog)) return null;
      const type = attributeData(catalog, leaf.attribute);
      const records = { kind: "record", of: leaf.attribute, fields: type?.kind === "records" ? type.fields : [] } as const;
      return <Filters where={leaf.where} path={where} place={place} subject={records} />;
    }
    case "event":
      return (
        <Filters where={leaf.where} path={where} place={place} subject={{ kind: "event", events: eventsNamed(catalog, leaf.event) }} />
      );
    case "item": {
      const events = subject.kind === "event" ? subject.events : [];
      const records = { kind: "record", of: leaf.of, fields: fieldsOf(events, leaf.of), events: events.map(({ name }) => name) } as const;
      return <Filters where={leaf.where} path={where} place={place} subject={records} />;
    }
    case "sequence":
      return <SequenceSteps node={leaf} path={path} place={place} problems={problems} />;
    default:
      return null;
  }
}
