/** JSON that keeps the sign of −0, which `JSON.stringify` drops. */
export function signedJson(value: unknown): string {
  if (Object.is(value, -0)) return "-0.0";
  if (Array.isArray(value)) return `[${value.map(signedJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${signedJson(field)}`);
  return `{${fields.join(",")}}`;
}
