import type { ReactNode } from "react";
import type { Attribute } from "../../../../src/catalog/types.ts";
import type { Customer } from "../../api/customers.ts";
import { AttributeValue } from "./attribute-value.tsx";
import classes from "./customer.module.css";

interface AttributeListProps {
  readonly customer: Customer;
  readonly attributes: readonly Attribute[];
  readonly timeZone: string;
  /** What stands before them. */
  readonly children?: ReactNode;
}

export function AttributeList({ customer, attributes, timeZone, children }: AttributeListProps) {
  return (
    <dl className={classes.values}>
      {children}
      {attributes.map((attribute) => (
        <div key={attribute.name} className={classes.value}>
          <dt>{attribute.name}</dt>
          <dd>
            <AttributeValue attribute={attribute} value={customer.attributes[attribute.name]} timeZone={timeZone} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
