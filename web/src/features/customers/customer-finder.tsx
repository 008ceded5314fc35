import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { customers as texts } from "../../texts/customers.ts";

/** Opens one customer whose key is known. */
export function CustomerFinder({ onFind }: { readonly onFind: (key: string) => void }) {
  const [key, setKey] = useState("");
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== "") onFind(key.trim());
      }}
    >
      <TextInput
        type="search"
        aria-label={texts.open}
        placeholder={texts.open}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        w={250}
      />
    </form>
  );
}
