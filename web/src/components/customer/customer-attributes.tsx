import { Button, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import type { Attribute } from "../../../../src/catalog/types.ts";
import type { Cell } from "../../api/audience.ts";
import type { Customer } from "../../api/customers.ts";
import { formatCount } from "../../format/number.ts";
import { customers as texts } from "../../texts/customers.ts";
import { groupsOf, identifiersOf } from "./attribute-groups.ts";
import { AttributeList } from "./attribute-list.tsx";
import { CopyKey } from "./copy-key.tsx";
import classes from "./customer.module.css";

interface CustomerAttributesProps {
  readonly customer: Customer;
  readonly attributes: readonly Attribute[];
  readonly timeZone: string;
}

/** From so many on they are searched rather than looked through. */
const MANY = 15;

/** By what the customer is known, and what is known of them first; what is not known can be shown too. */
export function CustomerAttributes({ customer, attributes, timeZone }: CustomerAttributesProps) {
  const [all, { toggle }] = useDisclosure(false);
  const [search, setSearch] = useState("");
  const identifiers = identifiersOf(attributes);
  const others = attributes.filter((attribute) => !identifiers.includes(attribute));
  const isShown = (attribute: Attribute) => all || isKnown(customer.attributes[attribute.name]);
  const asked = search.trim().toLowerCase();
  const shown = others.filter((attribute) => isShown(attribute) && attribute.name.toLowerCase().includes(asked));
  const unknown = attributes.filter(({ name }) => !isKnown(customer.attributes[name])).length;
  const shared = { customer, timeZone };
  return (
    <>
      <section className={classes.section}>
        <Title order={2} className={classes.heading}>
          {texts.profile.identifiers}
        </Title>
        <AttributeList {...shared} attributes={identifiers.filter(isShown)}>
          <div className={classes.value}>
            <dt>{texts.profile.key}</dt>
            <dd>
              <CopyKey customerKey={customer.key} />
            </dd>
          </div>
        </AttributeList>
      </section>
      <section className={classes.section}>
        <Title order={2} className={classes.heading}>
          {texts.profile.attributes}
        </Title>
        {others.length > MANY && (
          <TextInput
            type="search"
            aria-label={texts.profile.searchAttributes}
            placeholder={texts.profile.searchAttributes}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            mb={8}
          />
        )}
        {shown.length === 0 && (
          <Text size="md" c="dimmed" mb={8}>
            {asked === "" ? texts.profile.noAttributes : texts.profile.noneFound}
          </Text>
        )}
        {groupsOf(shown).map(({ name, attributes: grouped }) => (
          <div key={name ?? ""}>
            {name !== undefined && <h3 className={classes.groupName}>{name}</h3>}
            <AttributeList {...shared} attributes={grouped} />
          </div>
        ))}
        {unknown > 0 && (
          <Button variant="subtle" color="gray" size="compact-md" onClick={toggle} aria-expanded={all}>
            {all ? texts.profile.hideUnknown : texts.profile.showUnknown(formatCount(unknown))}
          </Button>
        )}
      </section>
    </>
  );
}

function isKnown(value: Cell | undefined): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
