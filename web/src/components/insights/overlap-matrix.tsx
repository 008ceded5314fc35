import type { Condition } from "../../../../src/segment/ast.ts";
import type { Question } from "../../api/audience.ts";
import type { Overlap } from "../../api/insights.ts";
import { formatCount, formatShare } from "../../format/number.ts";
import { insights } from "../../texts/insights.ts";
import { CustomersButton } from "../open-customers/customers-button.tsx";
import classes from "./overlap.module.css";

const texts = insights.overlap;

/** The segments that are compared, each with its name and the condition that selects it. */
export interface ComparedSegments {
  readonly names: readonly string[];
  readonly sets: readonly Condition[];
  readonly question: Question;
}

/** Every two segments, with how many customers are in both. */
export function OverlapMatrix({ overlap, names, sets, question }: ComparedSegments & { readonly overlap: Overlap }) {
  const sizeOf = (place: number): number => overlap.segments[place]?.receipt.count ?? 0;
  const inBoth = (one: number, other: number): number => {
    if (one === other) return sizeOf(one);
    return overlap.pairs.find(({ first, second }) => first === Math.min(one, other) && second === Math.max(one, other))?.count ?? 0;
  };
  return (
    <section className={classes.card}>
      <h2 className={classes.heading}>{texts.matrix}</h2>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={texts.matrix}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <td />
              {names.map((name, column) => (
                <th key={column} scope="col" title={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, row) => (
              <tr key={row}>
                <th scope="row" title={name}>
                  {name}
                </th>
                {names.map((other, column) => {
                  const count = inBoth(row, column);
                  const share = sizeOf(row) === 0 ? 0 : count / sizeOf(row);
                  const where: Condition = { kind: "all", of: [row, column].flatMap((place) => sets[place] ?? []) };
                  return (
                    <td key={column} style={{ background: `color-mix(in srgb, var(--accent-soft) ${Math.round(share * 100)}%, transparent)` }}>
                      <CustomersButton
                        label={texts.cell(name, other, formatCount(count), formatShare(share))}
                        set={() => ({ title: row === column ? name : texts.both(name, other), question: { ...question, where } })}
                      >
                        {formatCount(count)}
                      </CustomersButton>
                      <small>{formatShare(share)}</small>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.soft}>{texts.ofRow}</p>
    </section>
  );
}
