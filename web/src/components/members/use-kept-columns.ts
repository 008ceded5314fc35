import { useLocalStorage } from "@mantine/hooks";

/** The columns that were chosen last, in any table of customers on this device; undefined: none were. */
export function useKeptColumns(): readonly [readonly string[] | undefined, (columns: readonly string[]) => void] {
  const [kept, keep] = useLocalStorage<readonly string[] | undefined>({
    key: "coterie-columns",
    getInitialValueInEffect: false,
    deserialize: (text) => (text === undefined ? undefined : namesIn(text)),
  });
  return [kept, keep];
}

function namesIn(text: string): readonly string[] | undefined {
  try {
    const names: unknown = JSON.parse(text);
    return Array.isArray(names) ? names.filter((name) => typeof name === "string") : undefined;
  } catch {
    return undefined;
  }
}
