import type { Attribute } from "../../../../src/catalog/types.ts";
import type { Cell } from "../../api/audience.ts";
import { customers as texts } from "../../texts/customers.ts";
import { CustomersButton } from "../open-customers/customers-button.tsx";
import { CellValue } from "../value/cell-value.tsx";
import { sameValue } from "./same-value.ts";

interface AttributeValueProps {
  readonly attribute: Attribute;
  readonly value: Cell | undefined;
  readonly timeZone: string;
}

/** A value of the customer, which opens those who have the same. */
export function AttributeValue({ attribute, value, timeZone }: AttributeValueProps) {
  const shown = <CellValue value={value} type={attribute.type} timeZone={timeZone} />;
  const where = sameValue(attribute, value);
  if (where === undefined) return shown;
  const title = texts.profile.same(attribute.name, String(value));
  return (
    <CustomersButton label={texts.profile.openSame(attribute.name, String(value))} set={() => ({ title, question: { where } })}>
      {shown}
    </CustomersButton>
  );
}
