import { Button } from "@mantine/core";
import { IconPin, IconPinnedOff } from "@tabler/icons-react";
import { MOST_TEST_PEOPLE } from "../../api/test-people.ts";
import { panel } from "../../texts/panel.ts";
import { useTestPeople } from "./use-test-people.ts";

/** Makes a customer one of those whom the user watches while editing segments, or no longer. */
export function PinCustomer({ customerKey }: { readonly customerKey: string }) {
  const { keys, replace } = useTestPeople();
  if (keys === undefined) return null;
  const pinned = keys.includes(customerKey);
  const full = !pinned && keys.length >= MOST_TEST_PEOPLE;
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={pinned ? <IconPinnedOff size={14} /> : <IconPin size={14} />}
      disabled={full}
      title={full ? panel.test.most(MOST_TEST_PEOPLE) : undefined}
      onClick={() => replace.mutate(pinned ? keys.filter((key) => key !== customerKey) : [...keys, customerKey])}
    >
      {pinned ? panel.test.pinned : panel.test.pinThis}
    </Button>
  );
}
