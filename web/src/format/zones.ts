/** The IANA names that can be chosen from, with those that must be among them, in their order. */
export function zoneNames(...also: readonly (string | null)[]): string[] {
  const named = also.filter((zone) => zone !== null);
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ...named])].sort();
}
