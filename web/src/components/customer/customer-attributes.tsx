import { Button, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { Attribute } from "../../../../src/catalog/types.ts";
import type { Cell } from "../../api/audience.ts";
import type { Customer } from "../../api/customers.ts";
import { formatCount } from "../../format/number.ts";
import { customers as texts } from "../../texts/customers.ts";
import { AttributeValue } from "./attribute-value.tsx";
import classes from "./customer.module.css";

interface CustomerAttributesProps {
  readonly customer: Customer;
  readonly attributes: readonly Attribute[];
  readonly timeZone: string;
}

/** What is known first; what is not known can be shown too. */
export function CustomerAttributes({ customer, attributes, timeZone }: CustomerAttributesProps) {
  const [all, { toggle }] = useDisclosure(false);
  const known = attributes.filter(({ name }) => isKnown(customer.attributes[name]));
  const unknown = attributes.length - known.length;
  return (
    <section className={classes.section}>
      <Title order={2} className={classes.heading}>
        {texts.profile.attributes}
      </Title>
      {known.length === 0 && (
        <Text size="md" c="dimmed">
          {texts.profile.noAttributes}
        </Text>
      )}
      <dl className={classes.values}>
        {(all ? attributes : known).map((attribute) => (
          <div key={attribute.name} className={classes.value}>
            <dt>{attribute.name}</dt>
            <dd>
              <AttributeValue attribute={attribute} value={customer.attributes[attribute.name]} timeZone={timeZone} />
            </dd>
          </div>
        ))}
      </dl>
      {unknown > 0 && (
        <Button variant="subtle" color="gray" size="compact-md" onClick={toggle} aria-expanded={all}>
          {all ? texts.profile.hideUnknown : texts.profile.showUnknown(formatCount(unknown))}
        </Button>
      )}
    </section>
  );
}

function isKnown(value: Cell | undefined): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
