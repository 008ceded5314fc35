import type { Condition } from "../../../../src/segment/ast.ts";
import type { Overlap } from "../../api/insights.ts";
import { formatCount } from "../../format/number.ts";
import { insights } from "../../texts/insights.ts";
import { CustomersButton } from "../open-customers/customers-button.tsx";
import type { ComparedSegments } from "./overlap-matrix.tsx";
import classes from "./overlap.module.css";

const texts = insights.overlap;
const DOT = 18;

interface UpsetChartProps extends ComparedSegments {
  readonly exclusive: NonNullable<Overlap["exclusive"]>;
}

/** An UpSet plot on its side: a row for each choice of segments that somebody is in exactly, the largest first. */
export function UpsetChart({ exclusive, names, sets, question }: UpsetChartProps) {
  const shown = exclusive.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count);
  const most = Math.max(...shown.map(({ count }) => count), 1);
  return (
    <section className={classes.card}>
      <h2 className={classes.heading}>{texts.sets}</h2>
      <ol className={classes.keys}>
        {names.map((name, place) => (
          <li key={place}>{name}</li>
        ))}
      </ol>
      <ul className={classes.rows}>
        {shown.map(({ in: inside, count }) => {
          const said = inside.map((place) => names[place] ?? "").join(", ");
          return (
            <li key={inside.join()}>
              <Dots inside={inside} of={names.length} />
              <span className={classes.track} aria-hidden>
                <span style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <CustomersButton
                label={texts.exactly(said, formatCount(count))}
                set={() => ({ title: texts.only(said), question: { ...question, where: exactly(inside, sets) } })}
              >
                {formatCount(count)}
              </CustomersButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A dot for each segment, in their order; those that hold the customers are filled and joined. */
function Dots({ inside, of }: { readonly inside: readonly number[]; readonly of: number }) {
  const x = (place: number): number => (place + 0.5) * DOT;
  const [first = 0, last = 0] = [Math.min(...inside), Math.max(...inside)];
  return (
    <svg width={of * DOT} height={DOT} viewBox={`0 0 ${of * DOT} ${DOT}`} className={classes.dots} aria-hidden>
      {Array.from({ length: of }, (_, place) => (
        <g key={place}>
          <circle cx={x(place)} cy={DOT / 2} r={5} data-in={inside.includes(place) || undefined} />
          <text x={x(place)} y={DOT / 2 + 3} textAnchor="middle" data-in={inside.includes(place) || undefined}>
            {place + 1}
          </text>
        </g>
      ))}
      <line x1={x(first)} x2={x(last)} y1={DOT - 2} y2={DOT - 2} />
    </svg>
  );
}

function exactly(inside: readonly number[], sets: readonly Condition[]): Condition {
  const outside = sets.filter((_, place) => !inside.includes(place));
  const within = inside.flatMap((place) => sets[place] ?? []);
  return { kind: "all", of: outside.length === 0 ? within : [...within, { kind: "not", of: { kind: "any", of: outside } }] };
}
