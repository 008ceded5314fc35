import { createContext, useContext, useMemo } from "react";
import type { Catalog } from "../../../../src/catalog/types.ts";
import type { Condition } from "../../../../src/segment/ast.ts";
import { find } from "../../../../src/segment/edit.ts";
import type { ExplainedNode } from "../../api/explain.ts";
import { why as texts } from "../../texts/why.ts";
import { decidedBy, peeled } from "./decided.ts";
import { Mark } from "./mark.tsx";
import { WhyEvidence } from "./why-evidence.tsx";
import { WhySentence } from "./why-sentence.tsx";
import classes from "./why.module.css";

interface WhyTreeProps {
  /** The definition as it was asked about. */
  readonly where: Condition;
  readonly tree: ExplainedNode;
  readonly catalog: Catalog;
  readonly timeZone: string;
}

interface Scope extends Omit<WhyTreeProps, "tree"> {
  readonly decided: ReadonlySet<ExplainedNode>;
}

const ScopeContext = createContext<Scope | undefined>(undefined);

/** A definition that is only read, drawn as the builder draws it, each node marked with whether it holds. */
export function WhyTree({ where, tree, catalog, timeZone }: WhyTreeProps) {
  const scope = useMemo(() => ({ where, catalog, timeZone, decided: decidedBy(tree) }), [where, tree, catalog, timeZone]);
  const group = isGroup(tree) && tree.holds !== null;
  return (
    <ScopeContext value={scope}>
      <section className={classes.card} aria-label={texts.tree}>
        <div className={classes.head}>
          {group && <Mark holds={tree.holds} decided />}
          <span>{texts.who}</span>
          {group && <span className={classes.kind}>{kindText(tree)}</span>}
        </div>
        {group ? <Children group={tree} /> : <WhyNode node={tree} />}
        <p className={classes.legend}>{texts.legend}</p>
      </section>
    </ScopeContext>
  );
}

function Children({ group }: { readonly group: ExplainedNode }) {
  if (group.of.length === 0) return <p className={classes.empty}>{group.kind === "any" ? texts.nobody : texts.everyone}</p>;
  return (
    <ul className={classes.children}>
      {group.of.map((child) => (
        <li key={JSON.stringify(child.path)}>
          <WhyNode node={child} />
        </li>
      ))}
    </ul>
  );
}

function WhyNode({ node }: { readonly node: ExplainedNode }) {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error("a node of an explanation stands outside of it");
  const { node: inner, negations } = peeled(node);
  const off = node.holds === null;
  const group = isGroup(inner);
  const { where, catalog, timeZone } = scope;
  return (
    <div className={group ? classes.group : classes.row} data-off={off || undefined}>
      <div className={classes.line}>
        <Mark holds={node.holds} decided={scope.decided.has(node)} />
        <div className={classes.sentence}>
          {off && <span className={classes.off}>{texts.off}</span>}
          {Array.from({ length: negations }, (_, index) => (
            <span key={index} className={classes.not}>
              {texts.not}
            </span>
          ))}
          {group ? <span className={classes.kind}>{kindText(inner)}</span> : <WhySentence node={inner} where={where} catalog={catalog} />}
        </div>
      </div>
      {inner.evidence && <WhyEvidence evidence={inner.evidence} condition={find(where, inner.path)} catalog={catalog} timeZone={timeZone} />}
      {group && <Children group={inner} />}
    </div>
  );
}

function isGroup({ kind }: ExplainedNode): boolean {
  return kind === "all" || kind === "any";
}

function kindText({ kind }: ExplainedNode): string {
  return kind === "any" ? texts.kinds.any : texts.kinds.all;
}
