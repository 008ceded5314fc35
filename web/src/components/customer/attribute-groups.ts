import type { Attribute } from "../../../../src/catalog/types.ts";

export interface AttributeGroup {
  /** Undefined: of no group. */
  readonly name: string | undefined;
  readonly attributes: readonly Attribute[];
}

const IDENTIFIER = /(^|[^a-z])(e-?mail(_?address)?|phone(_?number)?|mobile(_?number)?|user_?name|login|[a-z]*_?(id|uuid|guid))$/i;
const NESTED = /^([^./:]+)[./:]/;

/** The attributes by which a customer may be known elsewhere, told by their names. */
export function identifiersOf(attributes: readonly Attribute[]): readonly Attribute[] {
  return attributes.filter(({ name, type }) => type.kind === "value" && (type.of === "text" || type.of === "number") && IDENTIFIER.test(name));
}

/** Attributes of names such as `address.city` stand under `address`; those of no group come first. */
export function groupsOf(attributes: readonly Attribute[]): readonly AttributeGroup[] {
  const groups = new Map<string | undefined, Attribute[]>([[undefined, []]]);
  for (const attribute of attributes) {
    const name = NESTED.exec(attribute.name)?.[1];
    const group = groups.get(name) ?? [];
    group.push(attribute);
    groups.set(name, group);
  }
  return [...groups].map(([name, grouped]) => ({ name, attributes: grouped })).filter((group) => group.attributes.length > 0);
}
